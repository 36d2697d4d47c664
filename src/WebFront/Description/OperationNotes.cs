using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebFront.Description;

/// <summary>
/// What an operation's types cannot say for its OpenAPI description: its examples, its query, which members it needs, and the errors of
/// its own. One JSON file beside each endpoint, named like it.
/// </summary>
internal sealed record OperationNotes
{
    private const string Suffix = ".operation.json";

    private static readonly FrozenDictionary<string, OperationNotes> All = Load();

    public static OperationNotes None { get; } = new();

    /// <summary>More than the summary says; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Schemas of query parameters by their names; <c>description</c> and <c>required</c> among the schema's own words.</summary>
    public ImmutableSortedDictionary<string, JsonObject> Query { get; init; } = ImmutableSortedDictionary<string, JsonObject>.Empty;

    /// <summary>Whether it takes <c>page</c> and <c>limit</c>.</summary>
    public bool Paged { get; init; }

    /// <summary>Whether it takes an <c>Idempotency-Key</c>.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether the body may be missing.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>Members of the body that it needs.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Schemas of the fields of a form, where it takes one.</summary>
    public ImmutableSortedDictionary<string, JsonObject>? Form { get; init; }

    public JsonNode? Request { get; init; }

    public JsonNode? Response { get; init; }

    /// <summary>What it answers with where that is no JSON.</summary>
    public ImmutableArray<string> Produces { get; init; } = [];

    /// <summary>Statuses of refusals beside those that follow from its shape.</summary>
    public ImmutableArray<int> Errors { get; init; } = [];

    public static OperationNotes Of(string? operationId) => operationId is null ? None : All.GetValueOrDefault(operationId, None);

    private static FrozenDictionary<string, OperationNotes> Load()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .ToFrozenDictionary(static name => name[..^Suffix.Length], name => Read(assembly, name, options), StringComparer.Ordinal);
    }

    private static OperationNotes Read(Assembly assembly, string name, JsonSerializerOptions options)
    {
        using var text = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<OperationNotes>(text, options) ?? throw new InvalidOperationException($"{name} holds nothing.");
    }
}
