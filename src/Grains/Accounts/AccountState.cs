using System.Collections.Immutable;

namespace Grains.Accounts;

/// <summary>What is stored of an account. Of secrets it holds hashes.</summary>
[GenerateSerializer, Immutable, Alias("accounts.account-state")]
internal sealed record AccountState
{
    [Id(0)] public string Email { get; init; } = "";

    [Id(1)] public string FullName { get; init; } = "";

    [Id(2)] public Role Role { get; init; }

    [Id(3)] public string PasswordHash { get; init; } = "";

    [Id(4)] public Preferences Preferences { get; init; } = Preferences.Initial;

    /// <summary>The picture that is shown.</summary>
    [Id(5)] public string? AvatarId { get; init; }

    [Id(6)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of an account from before tokens expired: the hash of the secret that proves the address; null once it is proven.</summary>
    [Id(7)] public string? VerificationHash { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(8)] public ImmutableArray<SignIn> SignIns { get; init; } = [];

    /// <summary>Whether the wallet has the opening grant, or there was none to give.</summary>
    [Id(9)] public bool GrantDone { get; init; }

    /// <summary>What has been mailed or told and was not used yet, oldest first.</summary>
    [Id(10)] public ImmutableArray<MailedSecret> MailedSecrets { get; init; } = [];

    /// <summary>When the address was proven; null before.</summary>
    [Id(11)] public DateTimeOffset? EmailVerifiedAt { get; init; }

    /// <summary>A picture whose file may be there though it is not shown: about to be, or the one before.</summary>
    [Id(12)] public string? AvatarAside { get; init; }

    /// <summary>When the account was closed for good; what is left is being removed.</summary>
    [Id(13)] public DateTimeOffset? ClosedAt { get; init; }

    public override string ToString() => nameof(AccountState);
}

/// <summary>A sign-in: a chain of refresh tokens of which only the last is good.</summary>
/// <param name="SecretHash">SHA-256, hex, of the last token's secret.</param>
/// <param name="ExpiresAt">Moves on with every refresh.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-in")]
internal sealed record SignIn(
    [property: Id(0)] string Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt);
