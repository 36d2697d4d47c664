using System.Text;

namespace Grains.Providers.Documents.Text;

/// <summary>Bytes to text: by byte-order mark, else as strict UTF-8, else as Windows-1252.</summary>
internal static class TextDecoder
{
    /// <summary>More control characters than this share is not writing. 1 in 100.</summary>
    private const int ControlShare = 100;
    private const int LongestUtf8 = 4;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Null when the bytes are no text.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = WithoutCheck(bytes, complete: true);
        return text is not null && IsWriting(text) ? text : null;
    }

    /// <summary>Whether the bytes, which may break off anywhere, can be the start of a text.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> start) => WithoutCheck(start, complete: false) is { } text && IsWriting(text);

    private static string? WithoutCheck(ReadOnlySpan<byte> bytes, bool complete)
    {
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE })) return Strict(new UnicodeEncoding(false, false, true), bytes[2..], 2, complete);
        if (bytes.StartsWith(new byte[] { 0xFE, 0xFF })) return Strict(new UnicodeEncoding(true, false, true), bytes[2..], 2, complete);
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF })) return Strict(StrictUtf8, bytes[3..], LongestUtf8, complete);
        return Strict(StrictUtf8, bytes, LongestUtf8, complete) ?? FromWindows1252(bytes);
    }

    /// <summary>A start may end inside a character: up to a character's length of it may be left off.</summary>
    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes, int longest, bool complete)
    {
        for (var cut = 0; cut < (complete ? 1 : longest) && cut <= bytes.Length; cut++)
        {
            try
            {
                return encoding.GetString(bytes[..^cut]);
            }
            catch (DecoderFallbackException)
            {
                // Not this encoding, or a character cut in two.
            }
        }
        return null;
    }

    private static string? FromWindows1252(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            if (Windows1252.ToChar(b) is not { } character) return null;
            text.Append(character);
        }
        return text.ToString();
    }

    private static bool IsWriting(string text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            if (c == 0) return false;
            if (c < ' ' && c is not ('\n' or '\r' or '\t' or '\f' or '\v' or '\u001B' or '\u001A')) controls++;
        }
        return controls * ControlShare <= text.Length;
    }
}
