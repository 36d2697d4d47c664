namespace Grains.Providers.Documents.Pdf;

/// <summary>Objects packed together in one stream (ISO 32000-1, 7.5.7).</summary>
internal sealed class PdfObjectStream
{
    private readonly byte[] bytes;
    private readonly Dictionary<int, int> offsets;

    private PdfObjectStream(byte[] bytes, Dictionary<int, int> offsets)
    {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    public IEnumerable<int> Numbers => offsets.Keys;

    /// <summary>Null when the stream is not a usable object stream.</summary>
    public static PdfObjectStream? Open(PdfStream stream, PdfFile file)
    {
        var count = file.Get<PdfNumber>(stream.Dictionary, "N")?.Integer ?? 0;
        var first = file.Get<PdfNumber>(stream.Dictionary, "First")?.Integer ?? -1;
        byte[] bytes;
        try
        {
            bytes = file.Unpack(stream);
        }
        catch (PdfFormatException)
        {
            return null;
        }
        if (first < 0 || first > bytes.Length) return null;
        var offsets = new Dictionary<int, int>();
        var lexer = new PdfLexer(bytes, 0, first);
        for (var i = 0; i < count; i++)
        {
            file.Budget.ChargeObject();
            if (ReadInteger(lexer) is not { } number || ReadInteger(lexer) is not { } offset) break;
            if (offset >= 0 && offset < bytes.Length - first) offsets[number] = first + offset;
        }
        return new PdfObjectStream(bytes, offsets);
    }

    public PdfObject? Read(int number, PdfFile file)
    {
        if (!offsets.TryGetValue(number, out var offset)) return null;
        var lexer = new PdfLexer(bytes, offset, bytes.Length);
        var value = new PdfParser(lexer, file.Budget.Limits.MaxNesting, file.Budget.ChargeObject, references: true).Read();
        return value is PdfKeyword ? null : value;
    }

    private static int? ReadInteger(PdfLexer lexer)
    {
        lexer.SkipWhite();
        return lexer.Peek() >= 0 && lexer.ReadNumberOrWord() is PdfNumber number ? number.Integer : null;
    }
}
