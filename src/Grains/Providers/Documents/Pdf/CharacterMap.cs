namespace Grains.Providers.Documents.Pdf;

/// <summary>A CMap: how bytes split into codes, and what each code stands for: a glyph's number or text (ISO 32000-1, 9.7.5 and 9.10.3).</summary>
internal sealed class CharacterMap
{
    private const int MaxSpaces = 100;

    private readonly List<CodeRange> spaces = [];
    private readonly List<(CodeRange Range, int First)> glyphRanges = [];
    private readonly List<(CodeRange Range, string First)> textRanges = [];
    private readonly Dictionary<uint, int> glyphs = [];
    private readonly Dictionary<uint, string> texts = [];
    private bool sorted;

    public bool IsVertical { get; set; }

    public void AddSpace(CodeRange range)
    {
        if (spaces.Count < MaxSpaces) spaces.Add(range);
    }

    public void AddGlyph(uint code, int glyph) => glyphs[code] = glyph;

    public void AddGlyphs(CodeRange range, int first)
    {
        glyphRanges.Add((range, first));
        sorted = false;
    }

    public void AddText(uint code, string text) => texts[code] = text;

    public void AddTexts(CodeRange range, string first)
    {
        textRanges.Add((range, first));
        sorted = false;
    }

    /// <summary>Takes the next code off the bytes by the code spaces; two bytes where none fits.</summary>
    public uint ReadCode(ReadOnlySpan<byte> bytes, out int length)
    {
        uint code = 0;
        for (length = 1; length <= Math.Min(4, bytes.Length); length++)
        {
            code = (code << 8) | bytes[length - 1];
            foreach (var space in spaces)
            {
                if (space.Length == length && space.Covers(code)) return code;
            }
        }
        length = Math.Min(spaces.Count == 0 ? 2 : spaces.Min(s => s.Length), bytes.Length);
        code = 0;
        for (var i = 0; i < length; i++) code = (code << 8) | bytes[i];
        return code;
    }

    public int? Glyph(uint code) =>
        glyphs.TryGetValue(code, out var glyph) ? glyph
        : Find(glyphRanges, code) is var (range, first) ? unchecked((int)(first + (code - range.From)))
        : null;

    public string? Text(uint code) =>
        texts.TryGetValue(code, out var text) ? text
        : Find(textRanges, code) is var (range, first) ? Following(first, code - range.From)
        : null;

    private (CodeRange Range, T First)? Find<T>(List<(CodeRange Range, T First)> ranges, uint code)
    {
        if (!sorted)
        {
            glyphRanges.Sort((a, b) => a.Range.From.CompareTo(b.Range.From));
            textRanges.Sort((a, b) => a.Range.From.CompareTo(b.Range.From));
            sorted = true;
        }
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = ranges[middle].Range;
            if (range.Contains(code)) return ranges[middle];
            if (code < range.From) high = middle - 1;
            else low = middle + 1;
        }
        return null;
    }

    /// <summary>The text whose last character lies the given steps further.</summary>
    private static string Following(string first, uint steps)
    {
        if (steps == 0 || first.Length == 0) return first;
        var pair = first.Length > 1 && char.IsSurrogatePair(first[^2], first[^1]);
        var last = (pair ? char.ConvertToUtf32(first[^2], first[^1]) : first[^1]) + (long)steps;
        if (last > 0x10FFFF || last is >= 0xD800 and <= 0xDFFF) return "";
        return first[..^(pair ? 2 : 1)] + char.ConvertFromUtf32((int)last);
    }
}

/// <summary>Codes of one byte length, both ends included.</summary>
internal readonly record struct CodeRange(uint From, uint To, int Length)
{
    public bool Contains(uint code) => code >= From && code <= To;

    /// <summary>A code space bounds each byte by itself.</summary>
    public bool Covers(uint code)
    {
        for (var shift = 0; shift < Length * 8; shift += 8)
        {
            var b = (code >> shift) & 0xFF;
            if (b < ((From >> shift) & 0xFF) || b > ((To >> shift) & 0xFF)) return false;
        }
        return true;
    }
}
