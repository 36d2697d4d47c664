using System.Globalization;
using Grains.Accounts;

namespace Grains.Notifications;

/// <summary>What mails say.</summary>
internal static class MailTexts
{
    public static OutgoingMail Of(OwedMail owed, IssuedToken issued, string baseUrl, DateTimeOffset now)
    {
        var root = baseUrl.TrimEnd('/');
        var token = issued.Token.Print();
        var (subject, text) = owed.Purpose == TokenPurpose.ResetPassword
            ? ("Choose a new password", $"""
                Hello {issued.FullName},

                somebody, probably you, asked for a new password for your account. Choose it here:

                {root}/reset-password.html#{token}

                The link is good once, for {Shown(issued.Lifetime)}. All devices are signed out by it. If it was not you, there is nothing to do:
                without the link the password stays as it is.
                """)
            : ("Please verify your email", $"""
                Hello {issued.FullName},

                an account was opened with this address. Verify that it is yours:

                {root}/api/v1/auth/verify-email/{token}

                The link is good once, for {Shown(issued.Lifetime)}. If it was not you, there is nothing to do.
                """);
        return new OutgoingMail(owed.Id, issued.Token.UserId, issued.Email, subject, text.ReplaceLineEndings("\n"), now);
    }

    private static string Shown(TimeSpan lifetime) => lifetime switch
    {
        { TotalDays: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{lifetime.TotalDays:0.#} days"),
        { TotalMinutes: > 90 } => string.Create(CultureInfo.InvariantCulture, $"{lifetime.TotalHours:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{lifetime.TotalMinutes:0} minutes"),
    };
}
