namespace Grains.Accounts;

/// <summary>Opens an account for an e-mail address.</summary>
/// <param name="FullName">1 to 200 characters.</param>
/// <param name="Role"><see cref="Accounts.Role.User"/> or <see cref="Accounts.Role.Creator"/>; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-up")]
public sealed record SignUp(
    [property: Id(0)] EmailAddress Email,
    [property: Id(1)] string Password,
    [property: Id(2)] string FullName,
    [property: Id(3)] Role Role)
{
    public override string ToString() => nameof(SignUp);
}

/// <summary>Signs in with the account's password.</summary>
[GenerateSerializer, Immutable, Alias("accounts.log-in")]
public sealed record LogIn([property: Id(0)] string Password)
{
    public override string ToString() => nameof(LogIn);
}

/// <summary>Makes the account behind an e-mail address an admin's, with this password; creates it if need be.</summary>
[GenerateSerializer, Immutable, Alias("accounts.ensure-admin")]
public sealed record EnsureAdmin([property: Id(0)] EmailAddress Email, [property: Id(1)] string Password)
{
    public override string ToString() => nameof(EnsureAdmin);
}

/// <summary>Makes the account that an e-mail address has been claimed for.</summary>
[GenerateSerializer, Immutable, Alias("accounts.create-account")]
public sealed record CreateAccount(
    [property: Id(0)] EmailAddress Email,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] string FullName,
    [property: Id(3)] Role Role)
{
    public override string ToString() => nameof(CreateAccount);
}

/// <summary>Continues a sign-in with its refresh token, which is spent by it.</summary>
[GenerateSerializer, Immutable, Alias("accounts.refresh-sign-in")]
public sealed record RefreshSignIn([property: Id(0)] RefreshToken Token);

[GenerateSerializer, Immutable, Alias("accounts.log-out")]
public sealed record LogOut([property: Id(0)] string SignInId);

/// <summary>Changes a profile; null leaves a member as it is.</summary>
/// <param name="FullName">1 to 200 characters.</param>
/// <param name="Timezone">1 to 64 characters.</param>
/// <param name="Language">A language tag, 1 to 35 characters.</param>
[GenerateSerializer, Immutable, Alias("accounts.update-profile")]
public sealed record UpdateProfile(
    [property: Id(0)] string? FullName,
    [property: Id(1)] string? Timezone,
    [property: Id(2)] string? Language,
    [property: Id(3)] bool? Notifications)
{
    public override string ToString() => nameof(UpdateProfile);
}

/// <summary>Proves that mail to the account's address is read, by the secret that was mailed there.</summary>
[GenerateSerializer, Immutable, Alias("accounts.prove-email")]
public sealed record ProveEmail([property: Id(0)] string Secret)
{
    public override string ToString() => nameof(ProveEmail);
}

/// <summary>Gives the account another password, by the secret that was mailed to its address.</summary>
[GenerateSerializer, Immutable, Alias("accounts.replace-password")]
public sealed record ReplacePassword([property: Id(0)] string Secret, [property: Id(1)] string Password)
{
    public override string ToString() => nameof(ReplacePassword);
}

/// <summary>Gives the account another picture, in two steps around the writing of its file.</summary>
/// <param name="AvatarId">As <see cref="Accounts.AvatarId.Of"/> makes it; null for none.</param>
/// <param name="IsStored">False before the file is written, true after.</param>
[GenerateSerializer, Immutable, Alias("accounts.change-avatar")]
public sealed record ChangeAvatar([property: Id(0)] string? AvatarId, [property: Id(1)] bool IsStored);

/// <summary>Closes the account for good.</summary>
[GenerateSerializer, Immutable, Alias("accounts.close-account")]
public sealed record CloseAccount;

/// <summary>Removes a user's account and all that is kept of the user.</summary>
/// <param name="Password">Where given, it has to be right.</param>
[GenerateSerializer, Immutable, Alias("accounts.erase-account")]
public sealed record EraseAccount([property: Id(0)] string? Password)
{
    public override string ToString() => nameof(EraseAccount);
}
