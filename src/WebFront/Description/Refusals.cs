using WebFront.Endpoints;

namespace WebFront.Description;

/// <summary>The refusals that an operation can answer with.</summary>
internal static class Refusals
{
    public static IReadOnlyList<int> Known { get; } = [400, 401, 402, 403, 404, 409, 413, 415, 429, 503];

    /// <summary>Those that follow from what an endpoint takes, and those of its notes.</summary>
    public static IReadOnlyList<int> Of(IList<object> metadata, OperationNotes notes, bool hasBody, bool hasId, bool hasQuery)
    {
        var statuses = new SortedSet<int>(notes.Errors) { 503 };
        if (metadata.OfType<CallerRequired>().Any()) statuses.UnionWith([401, 429]);
        if (metadata.OfType<AttemptCounted>().Any()) statuses.Add(429);
        if (hasBody) statuses.UnionWith([400, 413, 415]);
        if (hasId) statuses.Add(404);
        if (hasQuery || notes.Idempotent) statuses.Add(400);
        return [.. statuses];
    }

    /// <summary>The name of a refusal among a document's responses.</summary>
    public static string NameOf(int status) => $"Refused{status}";

    public static string Describe(int status) => status switch
    {
        400 => "A parameter, header or member of the body is wrong.",
        401 => "A valid access token is required.",
        402 => "The wallet does not hold enough.",
        403 => "The caller may not do this.",
        404 => "There is no such thing, or it is somebody else's.",
        409 => "The state of things does not allow it.",
        413 => "The body is larger than allowed.",
        415 => "The body is of another type than the operation takes.",
        429 => "A limit is exhausted; Retry-After says for how long.",
        _ => "The product cannot answer just now; try again.",
    };
}
