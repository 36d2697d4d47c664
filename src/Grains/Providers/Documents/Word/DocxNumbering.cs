using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Grains.Providers.Documents.Word;

/// <summary>Counts list items as Word does when it shows a document; the numbers themselves are not in the file.</summary>
internal sealed class DocxNumbering(Numbering? numbering)
{
    private const int Levels = 9;

    private readonly Dictionary<int, int> lists = (numbering?.Elements<NumberingInstance>() ?? [])
        .Where(instance => instance.NumberID?.Value is not null && instance.AbstractNumId?.Val?.Value is not null)
        .GroupBy(instance => instance.NumberID!.Value)
        .ToDictionary(group => group.Key, group => group.First().AbstractNumId!.Val!.Value);

    private readonly Dictionary<int, Dictionary<int, Level>> levels = (numbering?.Elements<AbstractNum>() ?? [])
        .Where(list => list.AbstractNumberId?.Value is not null)
        .GroupBy(list => list.AbstractNumberId!.Value)
        .ToDictionary(
            group => group.Key,
            group => group.First().Elements<Level>().Where(level => level.LevelIndex?.Value is not null)
                .GroupBy(level => level.LevelIndex!.Value).ToDictionary(same => same.Key, same => same.First()));

    private readonly Dictionary<int, int[]> counters = [];

    /// <summary>The mark of the next item of the list; empty when the paragraph is in none.</summary>
    public string Next(NumberingProperties? properties)
    {
        if (properties?.NumberingId?.Val?.Value is not { } id || !lists.TryGetValue(id, out var list)) return "";
        var index = properties.NumberingLevelReference?.Val?.Value ?? 0;
        if (index is < 0 or >= Levels || !levels.TryGetValue(list, out var formats) || !formats.TryGetValue(index, out var level)) return "";
        var counter = Counter(id, formats);
        counter[index]++;
        for (var deeper = index + 1; deeper < Levels; deeper++) counter[deeper] = Start(formats, deeper) - 1;
        return Format(level, formats, counter);
    }

    private int[] Counter(int list, Dictionary<int, Level> formats)
    {
        if (counters.TryGetValue(list, out var counter)) return counter;
        return counters[list] = [.. Enumerable.Range(0, Levels).Select(level => Start(formats, level) - 1)];
    }

    private static int Start(Dictionary<int, Level> formats, int level) =>
        formats.TryGetValue(level, out var format) ? format.StartNumberingValue?.Val?.Value ?? 1 : 1;

    private static string Format(Level level, Dictionary<int, Level> formats, int[] counter)
    {
        var kind = level.NumberingFormat?.Val?.Value;
        if (kind == NumberFormatValues.Bullet) return "•";
        if (kind == NumberFormatValues.None) return "";
        var text = level.LevelText?.Val?.Value ?? "";
        for (var i = 0; i < Levels; i++)
        {
            var place = $"%{i + 1}";
            if (!text.Contains(place, StringComparison.Ordinal)) continue;
            var format = formats.TryGetValue(i, out var own) ? own.NumberingFormat?.Val?.Value : null;
            text = text.Replace(place, Spell(Math.Max(counter[i], i < level.LevelIndex!.Value ? 1 : 0), format), StringComparison.Ordinal);
        }
        return text.Trim();
    }

    private static string Spell(int number, NumberFormatValues? format) => format switch
    {
        NumberFormatValues.LowerLetter => Letter(number, 'a'),
        NumberFormatValues.UpperLetter => Letter(number, 'A'),
        NumberFormatValues.LowerRoman => Roman(number).ToLowerInvariant(),
        NumberFormatValues.UpperRoman => Roman(number),
        NumberFormatValues.DecimalZero => number.ToString("00", CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>After z comes aa, then bb, as Word counts.</summary>
    private static string Letter(int number, char first) =>
        number is < 1 or > 780 ? "" : new string((char)(first + (number - 1) % 26), (number - 1) / 26 + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999) return number.ToString(CultureInfo.InvariantCulture);
        ReadOnlySpan<int> values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
        string[] signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
        var text = "";
        for (var i = 0; i < signs.Length; i++)
        {
            for (; number >= values[i]; number -= values[i]) text += signs[i];
        }
        return text;
    }
}
