using System.Text;
using System.Text.RegularExpressions;
using Grains.Providers.Documents.Text;

namespace Grains.Providers.Documents.Html;

/// <summary>Bytes of a web page to text: byte-order mark, then what HTTP says, then what the page says, then what they look like.</summary>
internal static partial class HtmlCharset
{
    /// <summary>Where the HTML standard looks for the page's own word.</summary>
    private const int MetaWindow = 1_024;

    /// <summary>Null where the bytes are no text.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith("\uFEFF"u8) || bytes.StartsWith(new byte[] { 0xFF, 0xFE }) || bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
            return TextDecoder.Decode(bytes);
        return Find(charset ?? OfPage(bytes)) is { } named ? named.GetString(bytes) : TextDecoder.Decode(bytes);
    }

    private static string? OfPage(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWindow)]);
        var found = Meta().Match(start);
        if (!found.Success) return null;

        // A page that could be read this far is not UTF-16, whatever it says.
        var name = found.Groups[1].Value;
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
    }

    /// <summary>By the names of the WHATWG's Encoding standard, which reads Latin-1 as Windows-1252; null for one that is unknown.</summary>
    private static Encoding? Find(string? name)
    {
        var plain = name?.Trim().ToLowerInvariant();
        if (plain is null or "") return null;
        if (plain is "utf8" or "utf-8") return Encoding.UTF8;
        if (plain is "iso-8859-1" or "iso8859-1" or "latin1" or "l1" or "ascii" or "us-ascii" or "cp1252" or "x-cp1252") plain = "windows-1252";
        if (plain is "gb2312" or "x-gbk") plain = "gbk";
        if (plain is "x-sjis" or "sjis" or "shift-jis") plain = "shift_jis";
        if (plain is "utf-7") return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(plain) ?? Encoding.GetEncoding(plain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<meta[^>]{0,300}charset\s{0,10}=\s{0,10}["']?\s{0,10}([A-Za-z0-9_:.\-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
