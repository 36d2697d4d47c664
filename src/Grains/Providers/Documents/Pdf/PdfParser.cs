namespace Grains.Providers.Documents.Pdf;

/// <summary>Reads objects out of bytes. The caller gives the charge of one object, so that nothing is built unpaid.</summary>
internal sealed class PdfParser(PdfLexer lexer, int maxNesting, Action charge, bool references)
{
    public PdfLexer Lexer => lexer;

    /// <summary>The next object or keyword; null at the end of the bytes.</summary>
    public PdfObject? Read() => Read(0);

    private PdfObject? Read(int depth)
    {
        if (depth > maxNesting) throw new PdfFormatException("Objects are nested too deeply.");
        lexer.SkipWhite();
        var next = lexer.Peek();
        if (next < 0) return null;
        charge();
        switch (next)
        {
            case '/': return new PdfName(lexer.ReadName());
            case '(': return new PdfString(lexer.ReadLiteralString());
            case '[': return ReadArray(depth);
            case '<' when lexer.Peek(1) == '<': return ReadDictionary(depth);
            case '<': return new PdfString(lexer.ReadHexString());
            case '>' when lexer.Peek(1) == '>':
                lexer.Position += 2;
                return new PdfKeyword(">>");
            case ']' or '>' or ')' or '{' or '}':
                lexer.Position++;
                return new PdfKeyword(((char)next).ToString());
            default:
                var token = lexer.ReadNumberOrWord();
                return references && token is PdfNumber number ? ReferenceOr(number) : token;
        }
    }

    private PdfArray ReadArray(int depth)
    {
        lexer.Position++;
        var items = new List<PdfObject>();
        while (Read(depth + 1) is { } item)
        {
            if (item is PdfKeyword { Value: "]" }) break;
            if (item is PdfKeyword { Value: "endobj" or "endstream" or ">>" }) break;
            if (item is not PdfKeyword) items.Add(item);
        }
        return new PdfArray(items);
    }

    private PdfDictionary ReadDictionary(int depth)
    {
        lexer.Position += 2;
        var entries = new Dictionary<string, PdfObject>();
        while (Read(depth + 1) is { } key)
        {
            if (key is PdfKeyword { Value: ">>" or "endobj" or "stream" or "endstream" }) break;
            if (key is not PdfName name) continue;
            var value = Read(depth + 1);
            if (value is null or PdfKeyword { Value: ">>" or "endobj" }) break;
            if (value is not (PdfKeyword or PdfNull)) entries[name.Value] = value;
        }
        return new PdfDictionary(entries);
    }

    /// <summary>"12 0 R" is a reference; "12 0" is two numbers.</summary>
    private PdfObject ReferenceOr(PdfNumber number)
    {
        var back = lexer.Position;
        if (number.Value < 0 || number.Value != number.Integer) return number;
        lexer.SkipWhite();
        var digits = 0;
        while (lexer.Peek() is >= '0' and <= '9' && digits++ < 6) lexer.Position++;
        if (digits is > 0 and < 6)
        {
            var afterGeneration = lexer.Position;
            lexer.SkipWhite();
            if (lexer.Position > afterGeneration && lexer.Peek() == 'R' && IsEndOfWord(lexer.Peek(1)))
            {
                lexer.Position++;
                return new PdfReference(number.Integer);
            }
        }
        lexer.Position = back;
        return number;
    }

    private static bool IsEndOfWord(int b) => b < 0 || PdfLexer.IsWhite((byte)b) || PdfLexer.IsDelimiter((byte)b);
}
