namespace Grains.Providers.Documents.Pdf;

/// <summary>The objects of one PDF, found through its cross-references, or by searching when those are wrong.</summary>
internal sealed class PdfFile
{
    private const int MaxReferenceHops = 32;
    private const int MaxLoadDepth = 24;

    private readonly byte[] data;
    private readonly Dictionary<int, PdfObject> loaded = [];
    private readonly Dictionary<int, PdfObjectStream?> objectStreams = [];
    private readonly HashSet<int> loading = [];
    private PdfXref xref;
    private bool repaired;

    private PdfFile(byte[] data, ReadBudget budget)
    {
        this.data = data;
        Budget = budget;
        xref = new PdfXref();
    }

    public ReadBudget Budget { get; }

    public PdfDictionary Trailer => xref.Trailer;

    public static PdfFile Open(ReadOnlyMemory<byte> content, ReadBudget budget)
    {
        var header = content.Span[..Math.Min(content.Length, 1024)].IndexOf("%PDF-"u8);
        if (header < 0) throw DocumentRejections.NotAPdf();
        var file = new PdfFile(content[header..].ToArray(), budget);
        file.LoadXref();
        if (file.Trailer["Encrypt"] is not (null or PdfNull)) throw DocumentRejections.Encrypted();
        return file;
    }

    /// <summary>Follows references to the value itself; what is missing or broken is null, as the format says.</summary>
    public PdfObject? Resolve(PdfObject? value)
    {
        for (var hop = 0; value is PdfReference reference; hop++)
        {
            if (hop == MaxReferenceHops) return null;
            value = Load(reference.Number);
        }
        return value is PdfNull ? null : value;
    }

    public T? Get<T>(PdfDictionary? dictionary, string key) where T : PdfObject => Resolve(dictionary?[key]) as T;

    public PdfDictionary? GetDictionary(PdfDictionary? dictionary, string key) => AsDictionary(Resolve(dictionary?[key]));

    public double? GetNumber(PdfDictionary? dictionary, string key) => Get<PdfNumber>(dictionary, key)?.Value;

    public string? GetName(PdfDictionary? dictionary, string key) => Get<PdfName>(dictionary, key)?.Value;

    public static PdfDictionary? AsDictionary(PdfObject? value) =>
        value as PdfDictionary ?? (value as PdfStream)?.Dictionary;

    public byte[] Unpack(PdfStream stream) => PdfFilters.Unpack(stream, this);

    /// <summary>Searches the whole file for objects. True when that was not done before.</summary>
    public bool Repair()
    {
        if (repaired) return false;
        repaired = true;
        loaded.Clear();
        objectStreams.Clear();
        xref = PdfRepair.Scan(data, this);
        loaded.Clear();
        if (Trailer["Encrypt"] is not (null or PdfNull)) throw DocumentRejections.Encrypted();
        return true;
    }

    /// <summary>Reads the object that starts at the offset. Null where there is none; its number is told apart.</summary>
    public PdfObject? ReadObjectAt(long offset, out int number)
    {
        number = -1;
        if (offset < 0 || offset >= data.Length) return null;
        var parser = NewParser((int)offset, references: true);
        if (parser.Lexer.Peek() < 0 || ReadPlainInteger(parser.Lexer) is not { } objectNumber) return null;
        if (ReadPlainInteger(parser.Lexer) is null) return null;
        if (parser.Read() is not PdfKeyword { Value: "obj" }) return null;
        number = objectNumber;
        var value = parser.Read();
        if (value is PdfKeyword) return PdfNull.Value;
        return value is PdfDictionary dictionary ? PdfStreamReader.StreamOr(dictionary, parser.Lexer, this) : value;
    }

    public PdfParser NewParser(int offset, bool references) =>
        new(new PdfLexer(data, offset, data.Length), Budget.Limits.MaxNesting, Budget.ChargeObject, references);

    public IEnumerable<int> ObjectNumbers => xref.Entries.Keys;

    private static int? ReadPlainInteger(PdfLexer lexer)
    {
        lexer.SkipWhite();
        if (lexer.Peek() is < '0' or > '9') return null;
        return lexer.ReadNumberOrWord() is PdfNumber number ? number.Integer : null;
    }

    private void LoadXref()
    {
        try
        {
            xref = PdfXrefReader.Read(data, this);
        }
        catch (PdfFormatException)
        {
            Repair();
            return;
        }
        if (Trailer["Encrypt"] is null && GetDictionary(Trailer, "Root")?["Pages"] is null) Repair();
    }

    private PdfObject Load(int number)
    {
        if (loaded.TryGetValue(number, out var known)) return known;
        if (loading.Count >= MaxLoadDepth || !loading.Add(number)) return PdfNull.Value;
        PdfObject value;
        try
        {
            value = ReadEntry(number) ?? PdfNull.Value;
        }
        catch (PdfFormatException)
        {
            value = PdfNull.Value;
        }
        finally
        {
            loading.Remove(number);
        }
        return loaded[number] = value;
    }

    private PdfObject? ReadEntry(int number)
    {
        if (!xref.Entries.TryGetValue(number, out var entry)) return null;
        if (entry.Stream is { } container) return ObjectStream(container)?.Read(number, this);
        if (entry.Offset < 0) return null;
        var value = ReadObjectAt(entry.Offset, out var found);
        if (found == number) return value;
        // The table points elsewhere: every other place in it is in doubt too.
        return Repair() && xref.Entries.TryGetValue(number, out entry) && entry.Stream is null
            ? ReadObjectAt(entry.Offset, out _)
            : null;
    }

    private PdfObjectStream? ObjectStream(int number)
    {
        if (objectStreams.TryGetValue(number, out var known)) return known;
        var stream = Load(number) as PdfStream;
        return objectStreams[number] = stream is null ? null : PdfObjectStream.Open(stream, this);
    }
}
