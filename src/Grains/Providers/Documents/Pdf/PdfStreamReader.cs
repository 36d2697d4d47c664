namespace Grains.Providers.Documents.Pdf;

/// <summary>Finds where a stream's bytes end: by its /Length when that is true, by its endstream when not.</summary>
internal static class PdfStreamReader
{
    public static PdfObject StreamOr(PdfDictionary dictionary, PdfLexer lexer, PdfFile file)
    {
        lexer.SkipWhite();
        var data = lexer.Data;
        if (!data.AsSpan(lexer.Position).StartsWith("stream"u8)) return dictionary;
        var start = lexer.Position + 6;
        if (start < data.Length && data[start] == '\r') start++;
        if (start < data.Length && data[start] == '\n') start++;
        var declared = file.Get<PdfNumber>(dictionary, "Length")?.Long ?? -1;
        var length = declared >= 0 && start + declared <= data.Length && EndsAt(data, (int)(start + declared))
            ? (int)declared
            : Search(data, start, file.Budget);
        return new PdfStream(dictionary, data.AsMemory(start, length));
    }

    private static bool EndsAt(byte[] data, int position)
    {
        while (position < data.Length && PdfLexer.IsWhite(data[position])) position++;
        return data.AsSpan(position).StartsWith("endstream"u8) || data.AsSpan(position).StartsWith("endobj"u8);
    }

    private static int Search(byte[] data, int start, ReadBudget budget)
    {
        var rest = data.AsSpan(Math.Min(start, data.Length));
        var at = rest.IndexOf("endstream"u8);
        if (at < 0) at = rest.IndexOf("endobj"u8);
        var length = at < 0 ? rest.Length : at;
        budget.ChargeScan(at < 0 ? 2L * length : length);
        if (at > 0 && rest[length - 1] == '\n') length--;
        if (at > 0 && length > 0 && rest[length - 1] == '\r') length--;
        return length;
    }
}
