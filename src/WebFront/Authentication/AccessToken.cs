namespace WebFront.Authentication;

/// <summary>What a verified access token says. The role in it is for clients to read; the account's own is what counts.</summary>
/// <param name="IssuedAt">By the clock of the process that issued it.</param>
internal sealed record AccessToken(Guid UserId, string SignInId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>By how much the clocks of two processes, or of one before and after it was set, may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(60);

    /// <summary>Not expired, and not from a future that no clock of ours can have been in.</summary>
    public bool IsGoodAt(DateTimeOffset now) => ExpiresAt > now && IssuedAt <= now + ClockTolerance;
}
