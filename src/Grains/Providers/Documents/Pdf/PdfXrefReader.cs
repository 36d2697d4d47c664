namespace Grains.Providers.Documents.Pdf;

/// <summary>Reads cross-reference tables, streams and hybrids along their /Prev chain, newest first (ISO 32000-1, 7.5).</summary>
internal sealed class PdfXrefReader
{
    private const int TailWindow = 2048;

    private readonly byte[] data;
    private readonly PdfFile file;
    private readonly PdfXref xref = new();
    private readonly HashSet<long> visited = [];

    private PdfXrefReader(byte[] data, PdfFile file)
    {
        this.data = data;
        this.file = file;
    }

    /// <exception cref="PdfFormatException">The cross-references cannot be used.</exception>
    public static PdfXref Read(byte[] data, PdfFile file)
    {
        var reader = new PdfXrefReader(data, file);
        var waiting = new Queue<long>();
        waiting.Enqueue(FindStart(data));
        while (waiting.TryDequeue(out var offset))
        {
            if (!reader.visited.Add(offset)) continue;
            var trailer = reader.ReadSection(offset);
            if (reader.xref.Trailer.Entries.Count == 0) reader.xref.Trailer = trailer;
            if (trailer["XRefStm"] is PdfNumber hybrid && reader.visited.Add(hybrid.Long)) reader.ReadSection(hybrid.Long);
            if (trailer["Prev"] is PdfNumber previous) waiting.Enqueue(previous.Long);
        }
        return reader.xref;
    }

    private static long FindStart(byte[] data)
    {
        var from = Math.Max(0, data.Length - TailWindow);
        var at = data.AsSpan(from).LastIndexOf("startxref"u8);
        if (at < 0) throw new PdfFormatException("No startxref.");
        var lexer = new PdfLexer(data, from + at + 9, data.Length);
        lexer.SkipWhite();
        return lexer.ReadNumberOrWord() is PdfNumber number ? number.Long : throw new PdfFormatException("No offset.");
    }

    private PdfDictionary ReadSection(long offset)
    {
        if (offset < 0 || offset >= data.Length) throw new PdfFormatException("The offset lies outside.");
        var lexer = new PdfLexer(data, (int)offset, data.Length);
        lexer.SkipWhite();
        if (!data.AsSpan(lexer.Position).StartsWith("xref"u8)) return ReadStream(offset);
        lexer.Position += 4;
        return ReadTable(file.NewParser(lexer.Position, references: true));
    }

    private PdfDictionary ReadTable(PdfParser parser)
    {
        while (parser.Read() is { } token)
        {
            if (token is PdfKeyword { Value: "trailer" })
            {
                return parser.Read() as PdfDictionary ?? throw new PdfFormatException("No trailer.");
            }
            if (token is not PdfNumber start || parser.Read() is not PdfNumber count) break;
            ReadSubsection(parser, start.Integer, count.Integer);
        }
        throw new PdfFormatException("The table is broken.");
    }

    private void ReadSubsection(PdfParser parser, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (parser.Read() is not PdfNumber offset || parser.Read() is not PdfNumber generation
                || parser.Read() is not PdfKeyword { Value: "n" or "f" } use)
            {
                throw new PdfFormatException("An entry is broken.");
            }
            // Some producers count from 1 although their first entry is object 0, the head of the free list.
            if (i == 0 && start == 1 && use.Value == "f" && generation.Value == 65535) start = 0;
            xref.Entries.TryAdd(start + i, new PdfXrefEntry(use.Value == "n" ? offset.Long : -1, null));
        }
    }

    private PdfDictionary ReadStream(long offset)
    {
        if (file.ReadObjectAt(offset, out _) is not PdfStream stream || stream.Dictionary["Type"] is not PdfName { Value: "XRef" })
        {
            throw new PdfFormatException("No cross-reference stream.");
        }
        AddStreamEntries(stream);
        return stream.Dictionary;
    }

    private void AddStreamEntries(PdfStream stream)
    {
        var widths = (stream.Dictionary["W"] as PdfArray)?.Items.OfType<PdfNumber>().Select(n => n.Integer).ToArray();
        if (widths is not [>= 0 and <= 8, >= 0 and <= 8, >= 0 and <= 8]) throw new PdfFormatException("No widths.");
        var rowLength = widths.Sum();
        if (rowLength == 0) throw new PdfFormatException("No widths.");
        var rows = file.Unpack(stream);
        var position = 0;
        foreach (var (start, count) in Ranges(stream.Dictionary))
        {
            for (var i = 0; i < count && position + rowLength <= rows.Length; i++, position += rowLength)
            {
                file.Budget.ChargeObject();
                AddRow(start + i, rows.AsSpan(position, rowLength), widths);
            }
        }
    }

    private void AddRow(int number, ReadOnlySpan<byte> row, int[] widths)
    {
        var kind = widths[0] == 0 ? 1 : BigEndian(row[..widths[0]]);
        var second = BigEndian(row.Slice(widths[0], widths[1]));
        if (kind == 0) xref.Entries.TryAdd(number, new PdfXrefEntry(-1, null));
        else if (kind == 1) xref.Entries.TryAdd(number, new PdfXrefEntry(second, null));
        else if (kind == 2 && second is >= 0 and <= int.MaxValue) xref.Entries.TryAdd(number, new PdfXrefEntry(0, (int)second));
    }

    private static IEnumerable<(int Start, int Count)> Ranges(PdfDictionary dictionary)
    {
        if (dictionary["Index"] is not PdfArray index)
        {
            yield return (0, (dictionary["Size"] as PdfNumber)?.Integer ?? int.MaxValue);
            yield break;
        }
        for (var i = 0; i + 1 < index.Items.Count; i += 2)
        {
            if (index.Items[i] is PdfNumber start && index.Items[i + 1] is PdfNumber count) yield return (start.Integer, count.Integer);
        }
    }

    private static long BigEndian(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes) value = (value << 8) | b;
        return value;
    }
}
