namespace Grains.Providers.Documents.Pdf;

/// <summary>Steps over a picture that stands in the content itself: BI, its settings, ID, its bytes, EI.</summary>
internal static class InlineImage
{
    /// <summary>What follows EI is text again; this many bytes of it are looked at, so that a chance "EI" in the picture does not count.</summary>
    private const int ProofLength = 12;

    public static void Skip(PdfParser parser, ReadBudget budget)
    {
        while (parser.Read() is { } token)
        {
            if (token is PdfKeyword { Value: "ID" }) break;
            if (token is PdfKeyword { Value: "EI" }) return;
        }
        var lexer = parser.Lexer;
        var data = lexer.Data.AsSpan(0, lexer.End);
        var from = lexer.Position;
        for (var at = Math.Min(from + 1, data.Length); at + 1 < data.Length;)
        {
            var found = data[at..].IndexOf("EI"u8);
            if (found < 0) break;
            at += found;
            if (IsEnd(data, at))
            {
                budget.ChargeScan(at - from);
                lexer.Position = at + 2;
                return;
            }
            at += 2;
        }
        budget.ChargeScan(data.Length - from);
        lexer.Position = lexer.End;
    }

    private static bool IsEnd(ReadOnlySpan<byte> data, int at)
    {
        if (!PdfLexer.IsWhite(data[at - 1])) return false;
        var after = data.Slice(at + 2, Math.Min(ProofLength, data.Length - at - 2));
        if (after.Length == 0) return true;
        if (!PdfLexer.IsWhite(after[0])) return false;
        foreach (var b in after)
        {
            if (b is > 0x7E or < 0x20 && !PdfLexer.IsWhite(b)) return false;
        }
        return true;
    }
}
