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
        Refusal.Invalid("accounts.language", "preferences.language", "A language tag such as en or pt-BR is required.");

    /// <summary>A sign-in is there, but the password that was given for more than that is wrong.</summary>
    public static readonly Refusal WrongPassword =
        new(RefusalKind.Forbidden, "accounts.wrong-password", "The password is wrong.") { Field = "password" };

    public static readonly Refusal AvatarTooLarge =
        new(RefusalKind.TooLarge, "accounts.avatar-too-large", $"A picture has at most {IAvatars.MaxBytes} bytes.") { Field = "file" };

    public static readonly Refusal AvatarKind =
        new(RefusalKind.UnsupportedMedia, "accounts.avatar-kind", "By its content the file is no PNG, JPEG or WebP picture.") { Field = "file" };

    public static readonly Refusal AvatarNotFound = new(RefusalKind.NotFound, "accounts.avatar-not-found", "There is no such picture.");

    public static readonly Refusal AvatarOvertaken =
        new(RefusalKind.Conflict, "accounts.avatar-overtaken", "Another picture was uploaded at the same time.");

    public static readonly Refusal PasswordLength = Refusal.Invalid("accounts.password-length", "password", "8 to 256 characters are required.");

    public static Refusal AvatarPixels(int most) =>
        Refusal.Invalid("accounts.avatar-pixels", "file", $"A picture has at most {most} pixels either way.");

    public static readonly Refusal PasswordCommon =
        Refusal.Invalid("accounts.password-common", "password", "This password is among the first that are tried. Choose another.");
}
