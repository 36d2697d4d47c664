using Grains.Outcomes;

namespace Grains.Accounts;

/// <summary>What an account may look like.</summary>
internal static class AccountRules
{
    private const int MinPassword = 8;
    private const int MaxPassword = 256;
    private const int MaxName = 200;
    private const int MaxTimezone = 64;
    private const int MaxLanguage = 35;

    public static Refusal? Of(SignUp command) =>
        command.Role is not (Role.User or Role.Creator) ? AccountRefusals.WrongRole
        : OfName(command.FullName) ?? OfPassword(command.Password);

    /// <summary>Length counts, and what everybody tries first is refused; there are no rules of composition (NIST SP 800-63B).</summary>
    public static Refusal? OfPassword(string password) =>
        password.Length is < MinPassword or > MaxPassword ? AccountRefusals.PasswordLength
        : CommonPasswords.Contains(password) ? AccountRefusals.PasswordCommon
        : null;

    public static Refusal? Of(UpdateProfile command) =>
        (command.FullName is { } name ? OfName(name) : null)
        ?? (command.Timezone is { } zone && !IsTimezone(zone) ? AccountRefusals.WrongTimezone : null)
        ?? (command.Language is { } language && !IsLanguage(language) ? AccountRefusals.WrongLanguage : null);

    private static Refusal? OfName(string name) =>
        name.Length <= MaxName && !string.IsNullOrWhiteSpace(name) ? null : AccountRefusals.WrongName;

    /// <summary>A name of the IANA time zone database, as this machine has it.</summary>
    private static bool IsTimezone(string zone) =>
        IsTag(zone, MaxTimezone, "/_-+") && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    /// <summary>Subtags as BCP 47 has them: a language of two to eight letters, then scripts, regions and variants of one to eight letters and digits.</summary>
    private static bool IsLanguage(string language)
    {
        if (!IsTag(language, MaxLanguage, "-_")) return false;
        var subtags = language.Split('-', '_');
        return subtags[0] is { Length: >= 2 and <= 8 } first && first.All(char.IsAsciiLetter) && subtags.All(static subtag => subtag.Length is >= 1 and <= 8);
    }

    private static bool IsTag(string text, int max, string marks)
    {
        if (text.Length == 0 || text.Length > max) return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !marks.Contains(letter)) return false;
        }

        return true;
    }
}
