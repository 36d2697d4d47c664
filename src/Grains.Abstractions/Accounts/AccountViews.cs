using System.Collections.Immutable;

namespace Grains.Accounts;

/// <summary>An account as its owner sees it.</summary>
/// <param name="EmailVerified">Whether somebody has proven to read the address's mail.</param>
[GenerateSerializer, Immutable, Alias("accounts.account-view")]
public sealed record AccountView(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string FullName,
    [property: Id(3)] string? AvatarId,
    [property: Id(4)] Role Role,
    [property: Id(5)] Preferences Preferences,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] bool EmailVerified)
{
    public override string ToString() => $"account {UserId:N}";
}

[GenerateSerializer, Immutable, Alias("accounts.preferences")]
public sealed record Preferences(
    [property: Id(0)] string Timezone,
    [property: Id(1)] string Language,
    [property: Id(2)] bool Notifications)
{
    public static Preferences Initial { get; } = new("UTC", "en", true);
}

/// <param name="VerificationToken">Proves the e-mail address; null where a setting keeps it to the mail.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-up-view")]
public sealed record SignUpView(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string? VerificationToken)
{
    public override string ToString() => $"sign-up {UserId:N}";
}

/// <summary>A sign-in that was opened or continued.</summary>
/// <param name="RefreshToken">Continues it once.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-in-view")]
public sealed record SignInView(
    [property: Id(0)] AccountView Account,
    [property: Id(1)] RefreshToken RefreshToken);

/// <summary>What admission needs to know of an account.</summary>
/// <param name="Exists">False for an account that never was or is gone; then nobody is signed in.</param>
/// <param name="SignInIds">The sign-ins that are good now.</param>
[GenerateSerializer, Immutable, Alias("accounts.access")]
public sealed record AccountAccess(
    [property: Id(0)] bool Exists,
    [property: Id(1)] Role Role,
    [property: Id(2)] ImmutableArray<string> SignInIds)
{
    public static AccountAccess None { get; } = new(false, Role.User, []);
}

/// <summary>An account that is closed: nobody is signed in, and nobody can be.</summary>
/// <param name="EmailKey">The key of the address that is still its own.</param>
[GenerateSerializer, Immutable, Alias("accounts.closed-account")]
public sealed record ClosedAccount([property: Id(0)] string EmailKey);
