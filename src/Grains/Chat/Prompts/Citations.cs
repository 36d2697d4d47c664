using System.Globalization;
using System.Text.RegularExpressions;

namespace Grains.Chat.Prompts;

/// <summary>Reads the citations, such as [1] or [1, 3], that a model left in its answer.</summary>
internal static partial class Citations
{
    /// <summary>Indexes of the cited passages in the order of first mention; null where none is cited.</summary>
    public static IReadOnlyList<int>? Read(string answer, int passages)
    {
        var cited = new List<int>();
        foreach (Match match in Bracketed().Matches(answer))
        {
            foreach (var part in match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
                if (number >= 1 && number <= passages && !cited.Contains(number - 1)) cited.Add(number - 1);
            }
        }

        return cited.Count == 0 ? null : cited;
    }

    /// <summary>Indexes of the cited notes of memory, such as [M1], in the order of first mention; null where none is cited.</summary>
    public static IReadOnlyList<int>? ReadMemory(string answer, int notes)
    {
        if (notes == 0) return null;
        var cited = Noted().Matches(answer)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) - 1)
            .Where(index => index >= 0 && index < notes).Distinct().ToList();
        return cited.Count == 0 ? null : cited;
    }

    [GeneratedRegex(@"\bM(\d{1,3})(?=[^\[\]]{0,20}\])", RegexOptions.CultureInvariant)]
    private static partial Regex Noted();

    [GeneratedRegex(@"\[(\d{1,3}(?:\s*,\s*\d{1,3}){0,20})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
