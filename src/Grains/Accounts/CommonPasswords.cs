using System.Collections.Frozen;
using System.Globalization;

namespace Grains.Accounts;

/// <summary>
/// Passwords that guessing starts with: keyboard walks and words of <c>common-passwords.txt</c>, alone, doubled or with the digits
/// that people append, and runs and repetitions. Case does not matter.
/// </summary>
internal static class CommonPasswords
{
    private const int LongestUnit = 4;

    private static readonly FrozenSet<string> Words = Read();

    private static readonly FrozenSet<string> Suffixes = MakeSuffixes();

    public static bool Contains(string password)
    {
        var text = password.ToLowerInvariant();
        if (Words.Contains(text) || IsRun(text) || IsRepetition(text)) return true;
        var half = text.Length / 2;
        if (text.Length % 2 == 0 && text[..half] == text[half..] && Words.Contains(text[..half])) return true;
        var word = text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return word.Length > 0 && Suffixes.Contains(text[word.Length..]) && Words.Contains(word);
    }

    /// <summary>Neighbours in the alphabet or among the digits, up or down: 12345678, hgfedcba, 1234567890.</summary>
    private static bool IsRun(string text)
    {
        var step = text[1] - text[0];
        if (step is not (1 or -1)) return false;
        for (var i = 1; i < text.Length; i++)
        {
            var wraps = text[i - 1] == '9' && text[i] == '0';
            if (text[i] - text[i - 1] != step && !wraps) return false;
        }

        return true;
    }

    /// <summary>A unit of at most four characters, over and over: aaaaaaaa, 12121212, abcabcabc.</summary>
    private static bool IsRepetition(string text)
    {
        for (var unit = 1; unit <= LongestUnit; unit++)
        {
            if (text.AsSpan(unit).SequenceEqual(text.AsSpan(0, text.Length - unit))) return true;
        }

        return false;
    }

    private static FrozenSet<string> MakeSuffixes()
    {
        var suffixes = new List<string> { "12", "123", "1234", "12345", "123456", "321", "007" };
        for (var digit = 0; digit <= 9; digit++)
            suffixes.Add(digit.ToString(CultureInfo.InvariantCulture));
        for (var pair = 0; pair <= 99; pair++)
            suffixes.Add(pair.ToString("00", CultureInfo.InvariantCulture));
        for (var year = 1950; year <= 2039; year++)
            suffixes.Add(year.ToString(CultureInfo.InvariantCulture));
        return suffixes.ToFrozenSet(StringComparer.Ordinal);
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Grains.Accounts.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
