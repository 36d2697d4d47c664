using System.Collections.Immutable;
using System.Text.Json;
using WebFront.Description;

namespace WebFront.Surfaces;

/// <summary>All in which one of the public API documents differs from the others, as data. Also the mark on its endpoints.</summary>
internal sealed record Surface
{
    /// <summary>Names the OpenAPI document: <c>/openapi/{name}.json</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>A few sentences for the head of its OpenAPI document.</summary>
    public string Description { get; init; } = "";

    /// <summary>What its OpenAPI document says of errors; null where it says nothing.</summary>
    public IErrorShape? ErrorShape { get; init; }

    /// <summary>A sentence for each tag, which is a folder of endpoints.</summary>
    public ImmutableDictionary<string, string> TagDescriptions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where its operations are mapped, such as <c>/api/v1</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>Other paths whose errors have its shape.</summary>
    public ImmutableArray<string> OtherPrefixes { get; init; } = [];

    /// <summary>The namespace below which its endpoints are found.</summary>
    public required string Namespace { get; init; }

    public required JsonSerializerOptions Json { get; init; }

    public required IErrorRenderer Errors { get; init; }

    /// <summary>The limit that every call of a signed-in caller counts in; null where there is none.</summary>
    public string? CallLimit { get; init; }

    public bool Covers(PathString path)
    {
        if (path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var prefix in OtherPrefixes)
        {
            if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
