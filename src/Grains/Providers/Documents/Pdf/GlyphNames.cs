using System.Globalization;

namespace Grains.Providers.Documents.Pdf;

/// <summary>What a glyph's name says it shows, by the rules of the Adobe Glyph List specification.</summary>
internal static class GlyphNames
{
    /// <summary>Null when the name says nothing about characters ("g123", ".notdef").</summary>
    public static string? ToText(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot == 0) return null;
        if (dot > 0) name = name[..dot];
        if (!name.Contains('_', StringComparison.Ordinal)) return OneToText(name);
        var parts = name.Split('_').Select(OneToText).ToList();
        return parts.Contains(null) ? null : string.Concat(parts);
    }

    /// <summary>The number in names such as g65, C0065 or cid65; null when the name is not of that form.</summary>
    public static int? Number(string name)
    {
        var digits = name.Length;
        while (digits > 0 && char.IsAsciiDigit(name[digits - 1])) digits--;
        return digits is > 0 and <= 5 && digits < name.Length && name.Take(digits).All(char.IsAsciiLetter)
            && int.TryParse(name.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? OneToText(string name)
    {
        if (name.Length <= 1) return name.Length == 1 && char.IsAsciiLetter(name[0]) ? name : null;
        if (GlyphNameTable.Characters.TryGetValue(name, out var known)) return known;
        if (name.StartsWith("uni", StringComparison.Ordinal) && name.Length >= 7 && (name.Length - 3) % 4 == 0)
        {
            return FromUnits(name.AsSpan(3));
        }
        return name[0] == 'u' && name.Length is >= 5 and <= 7 ? FromCodePoint(name.AsSpan(1)) : null;
    }

    private static string? FromUnits(ReadOnlySpan<char> digits)
    {
        var text = new char[digits.Length / 4];
        for (var i = 0; i < text.Length; i++)
        {
            if (!TryHex(digits.Slice(i * 4, 4), out var unit)) return null;
            text[i] = (char)unit;
        }
        return new string(text);
    }

    private static string? FromCodePoint(ReadOnlySpan<char> digits) =>
        TryHex(digits, out var point) && point is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
            ? char.ConvertFromUtf32(point)
            : null;

    private static bool TryHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
