using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Reads bytes as tokens (ISO 32000-1, 7.2 and 7.3), forgiving what real producers get wrong.</summary>
internal sealed class PdfLexer(byte[] data, int start, int end)
{
    private const int MaxStringBytes = 4 << 20;
    private readonly StringBuilder word = new();

    public int Position { get; set; } = start;

    public int End => end;

    public byte[] Data => data;

    public static bool IsWhite(byte b) => b is 0x20 or 0x0A or 0x0D or 0x09 or 0x0C or 0x00;

    public static bool IsDelimiter(byte b) =>
        b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/'
            or (byte)'%';

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    public static int HexValue(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'a' and <= 'f' => b - 'a' + 10,
        >= 'A' and <= 'F' => b - 'A' + 10,
        _ => -1,
    };

    /// <summary>The byte at the position, or -1 at the end.</summary>
    public int Peek(int ahead = 0) => Position + ahead < end ? data[Position + ahead] : -1;

    public void SkipWhite()
    {
        while (Position < end)
        {
            var b = data[Position];
            if (b == '%') SkipComment();
            else if (IsWhite(b)) Position++;
            else return;
        }
    }

    /// <summary>Reads a number or a word that starts at the position; an empty word at the end.</summary>
    public PdfObject ReadNumberOrWord()
    {
        if (Position >= end) return new PdfKeyword("");
        var from = Position;
        while (Position < end && !IsWhite(data[Position]) && !IsDelimiter(data[Position])) Position++;
        if (Position == from) Position++;
        var token = data.AsSpan(from, Position - from);
        return TryNumber(token, out var number) ? number : ReadWord(token);
    }

    public string ReadName()
    {
        Position++;
        word.Clear();
        while (Position < end && !IsWhite(data[Position]) && !IsDelimiter(data[Position]))
        {
            int b = data[Position++];
            if (b == '#' && HexValue(Peek()) >= 0 && HexValue(Peek(1)) >= 0)
            {
                b = HexValue(Peek()) * 16 + HexValue(Peek(1));
                Position += 2;
            }
            if (word.Length < 256) word.Append((char)b);
        }
        return word.ToString();
    }

    public byte[] ReadHexString()
    {
        Position++;
        var bytes = new List<byte>();
        var high = -1;
        while (Position < end)
        {
            var b = data[Position++];
            if (b == '>') break;
            var value = HexValue(b);
            if (value < 0) continue;
            if (high < 0)
            {
                high = value;
                continue;
            }
            Append(bytes, high * 16 + value);
            high = -1;
        }
        if (high >= 0) bytes.Add((byte)(high * 16));
        return [.. bytes];
    }

    public byte[] ReadLiteralString()
    {
        Position++;
        var bytes = new List<byte>();
        var open = 1;
        while (Position < end)
        {
            int b = data[Position++];
            if (b == '(') open++;
            if (b == ')' && --open == 0) break;
            if (b == '\\') b = ReadEscape();
            else if (b == '\r')
            {
                if (Peek() == '\n') Position++;
                b = '\n';
            }
            if (b >= 0) Append(bytes, b);
        }
        return [.. bytes];
    }

    private static void Append(List<byte> bytes, int value)
    {
        if (bytes.Count >= MaxStringBytes) throw new PdfFormatException("A string is too long.");
        bytes.Add((byte)value);
    }

    private int ReadEscape()
    {
        if (Position >= end) return -1;
        int b = data[Position++];
        switch (b)
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case '\n': return -1;
            case '\r':
                if (Peek() == '\n') Position++;
                return -1;
            case >= '0' and <= '7':
                var value = b - '0';
                for (var i = 0; i < 2 && Peek() is >= '0' and <= '7'; i++) value = value * 8 + data[Position++] - '0';
                return value & 0xFF;
            default: return b;
        }
    }

    private static bool TryNumber(ReadOnlySpan<byte> token, out PdfNumber number)
    {
        number = null!;
        double value = 0, scale = 1;
        bool digits = false, fraction = false, negative = false;
        for (var i = 0; i < token.Length; i++)
        {
            var b = token[i];
            if (IsDigit(b))
            {
                digits = true;
                if (fraction) value += (b - '0') * (scale /= 10);
                else value = value * 10 + (b - '0');
            }
            else if (b == '.' && !fraction) fraction = true;
            else if (b == '-' && i == 0) negative = true;
            else if (b == '-' && digits) break; // "12-34" of broken producers: what follows the sign is dropped
            else if (b is not ((byte)'+' or (byte)'-') || digits) return false;
        }
        if (!digits && !fraction) return false;
        if (!double.IsFinite(value)) value = 0;
        number = new PdfNumber(negative ? -value : value);
        return true;
    }

    private static PdfObject ReadWord(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("true"u8) ? new PdfBoolean(true)
        : token.SequenceEqual("false"u8) ? new PdfBoolean(false)
        : token.SequenceEqual("null"u8) ? PdfNull.Value
        : new PdfKeyword(Encoding.Latin1.GetString(token[..Math.Min(token.Length, 64)]));

    private void SkipComment()
    {
        while (Position < end && data[Position] is not (0x0A or 0x0D)) Position++;
    }
}
