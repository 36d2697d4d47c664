namespace WebFront.Endpoints;

/// <summary>Metadata: the call needs a signed-in caller.</summary>
internal sealed class CallerRequired
{
    public static readonly CallerRequired Instance = new();
}

/// <summary>Metadata: the call counts in a named limit of its caller.</summary>
/// <param name="IfAccepted">Only a call that is not refused counts.</param>
/// <param name="LetsRepeatsPass">A call past the limit reaches its handler, which may do nothing new: see <see cref="HeldBack"/>.</param>
internal sealed record CountedLimit(string Name, bool IfAccepted = false, bool LetsRepeatsPass = false);

/// <summary>Feature of a request that is past a limit and was let through for what its repeat may be told; the refusal is for the rest.</summary>
internal sealed record HeldBack(Grains.Outcomes.Refusal Refusal);

/// <summary>Metadata: the access token may stand in the query.</summary>
internal sealed class TokenInQuery
{
    public static readonly TokenInQuery Instance = new();
}

/// <summary>Metadata: the path holds a secret, so it is not logged.</summary>
internal sealed class TokenInPath
{
    public static readonly TokenInPath Instance = new();
}

/// <summary>Metadata: the call counts against the address it comes from.</summary>
internal sealed class AttemptCounted
{
    public static readonly AttemptCounted Instance = new();
}
