namespace WebFront.Endpoints;

/// <summary>Metadata: the call needs a signed-in caller.</summary>
internal sealed class CallerRequired
{
    public static readonly CallerRequired Instance = new();
}

/// <summary>Metadata: the call counts in a named limit of its caller.</summary>
internal sealed record CountedLimit(string Name);

/// <summary>Metadata: the access token may stand in the query.</summary>
internal sealed class TokenInQuery
{
    public static readonly TokenInQuery Instance = new();
}

/// <summary>Metadata: the call counts against the address it comes from.</summary>
internal sealed class AttemptCounted
{
    public static readonly AttemptCounted Instance = new();
}
