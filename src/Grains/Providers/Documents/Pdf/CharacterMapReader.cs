using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Reads CMap programs: the few PostScript operators that matter, whatever surrounds them.</summary>
internal sealed class CharacterMapReader
{
    private const int MaxArrayRange = 65_536;

    private readonly PdfParser parser;
    private readonly CharacterMap map = new();

    private CharacterMapReader(byte[] program, ReadBudget budget)
    {
        var lexer = new PdfLexer(program, 0, program.Length);
        parser = new PdfParser(lexer, budget.Limits.MaxNesting, budget.ChargeObject, references: false);
    }

    public static CharacterMap Read(byte[] program, ReadBudget budget)
    {
        var reader = new CharacterMapReader(program, budget);
        try
        {
            reader.ReadAll();
        }
        catch (PdfFormatException)
        {
            // What was read before the damage still maps.
        }
        return reader.map;
    }

    private void ReadAll()
    {
        PdfObject? before = null;
        while (parser.Read() is { } token)
        {
            switch ((token as PdfKeyword)?.Value)
            {
                case "begincodespacerange": ReadEntries(2, e => AddSpace(e[0], e[1])); break;
                case "beginbfchar": ReadEntries(2, e => AddText(e[0], e[1])); break;
                case "beginbfrange": ReadEntries(3, e => AddTextRange(e[0], e[1], e[2])); break;
                case "begincidchar": ReadEntries(2, e => AddGlyph(e[0], e[1])); break;
                case "begincidrange": ReadEntries(3, e => AddGlyphRange(e[0], e[1], e[2])); break;
                case "def" when before is PdfNumber { Value: 1 } && lastName == "WMode": map.IsVertical = true; break;
            }
            if (token is PdfName name) lastName = name.Value;
            before = token;
        }
    }

    private string lastName = "";

    private void ReadEntries(int size, Action<PdfObject[]> add)
    {
        var entry = new PdfObject[size];
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                var item = parser.Read();
                if (item is null or PdfKeyword) return;
                entry[i] = item;
            }
            add(entry);
        }
    }

    private void AddSpace(PdfObject from, PdfObject to)
    {
        if (Range(from, to) is { Length: > 0 } range) map.AddSpace(range);
    }

    private void AddText(PdfObject code, PdfObject text)
    {
        if (Code(code) is { } number && TextOf(text) is { } value) map.AddText(number, value);
    }

    private void AddTextRange(PdfObject from, PdfObject to, PdfObject texts)
    {
        if (Range(from, to) is not { } range) return;
        if (texts is PdfArray array)
        {
            var count = Math.Min(Math.Min(array.Items.Count, (long)range.To - range.From + 1), MaxArrayRange);
            for (var i = 0; i < count; i++) AddText(range.From + (uint)i, array.Items[i]);
        }
        else if (TextOf(texts) is { } first)
        {
            if (range.From == range.To) map.AddText(range.From, first);
            else map.AddTexts(range, first);
        }
    }

    private void AddText(uint code, PdfObject text)
    {
        if (TextOf(text) is { } value) map.AddText(code, value);
    }

    private void AddGlyph(PdfObject code, PdfObject glyph)
    {
        if (Code(code) is { } number && glyph is PdfNumber value) map.AddGlyph(number, value.Integer);
    }

    private void AddGlyphRange(PdfObject from, PdfObject to, PdfObject first)
    {
        if (Range(from, to) is { } range && first is PdfNumber number) map.AddGlyphs(range, number.Integer);
    }

    private static CodeRange? Range(PdfObject from, PdfObject to) =>
        Code(from) is { } first && Code(to) is { } last && last >= first && from is PdfString text
            ? new CodeRange(first, last, text.Bytes.Length)
            : null;

    private static uint? Code(PdfObject value)
    {
        if (value is not PdfString { Bytes.Length: > 0 and <= 4 } text) return null;
        uint code = 0;
        foreach (var b in text.Bytes) code = (code << 8) | b;
        return code;
    }

    /// <summary>UTF-16BE; a lone byte, which some producers write, is a Latin-1 character.</summary>
    private static string? TextOf(PdfObject value) => value switch
    {
        PdfString { Bytes.Length: 1 } one => ((char)one.Bytes[0]).ToString(),
        PdfString text => Encoding.BigEndianUnicode.GetString(text.Bytes.AsSpan(0, Math.Min(text.Bytes.Length & ~1, 64))),
        PdfName name => GlyphNames.ToText(name.Value),
        _ => null,
    };
}
