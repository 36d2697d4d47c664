using Grains.Outcomes;

namespace Grains.Accounts;

public static class AccountRefusals
{
    /// <summary>The same for an unknown address and a wrong password.</summary>
    public static readonly Refusal WrongCredentials =
        new(RefusalKind.Unauthenticated, "accounts.wrong-credentials", "The e-mail address or the password is wrong.");

    public static readonly Refusal SignInEnded =
        new(RefusalKind.Unauthenticated, "accounts.sign-in-ended", "The sign-in has ended. Sign in again.");

    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "accounts.not-found", "There is no such account.");

    public static readonly Refusal EmailTaken =
        new(RefusalKind.Conflict, "accounts.email-taken", "There is an account with this e-mail address.") { Field = "email" };

    /// <summary>The same for a token that never was, was used, or has expired.</summary>
    public static readonly Refusal WrongToken =
        Refusal.Invalid("accounts.token", "token", "The token is unknown, used or expired. Ask for another one.");

    public static readonly Refusal WrongRole = Refusal.Invalid("accounts.role", "role", "One of user, creator is required.");

    public static readonly Refusal WrongName = Refusal.Invalid("accounts.name", "full_name", "1 to 200 characters are required.");

    public static readonly Refusal WrongTimezone =
        Refusal.Invalid("accounts.timezone", "preferences.timezone", "A time zone name of 1 to 64 characters is required.");

    public static readonly Refusal WrongLanguage =
        Refusal.Invalid("accounts.language", "preferences.language", "A language tag of 1 to 35 characters is required.");

    public static readonly Refusal PasswordLength = Refusal.Invalid("accounts.password-length", "password", "8 to 256 characters are required.");

    public static readonly Refusal PasswordCommon =
        Refusal.Invalid("accounts.password-common", "password", "This password is among the first that are tried. Choose another.");
}
