namespace WebFront.Authentication;

/// <summary>What a verified access token says. The role in it is for clients to read; the account's own is what counts.</summary>
internal sealed record AccessToken(Guid UserId, string SignInId, DateTimeOffset ExpiresAt);
