using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>The encoding that a Type 1 font program states in its readable part, as TeX's fonts do.</summary>
internal static class Type1Encoding
{
    /// <summary>The readable part is a few kilobytes; no more than this is looked at.</summary>
    private const int Window = 64 * 1024;

    public static string[]? Read(PdfStream program, PdfFile file)
    {
        byte[] bytes;
        try
        {
            bytes = file.Unpack(program);
        }
        catch (PdfFormatException)
        {
            return null;
        }
        var text = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, Window)));
        var start = text.IndexOf("/Encoding", StringComparison.Ordinal);
        if (start < 0) return null;
        var rest = text.AsSpan(start + 9);
        if (rest.TrimStart().StartsWith("StandardEncoding")) return PdfEncodings.Standard;
        var table = new string[256];
        Array.Fill(table, "");
        var words = rest.ToString().Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 3 < words.Length && words[i] is not ("readonly" or "currentfile" or "eexec"); i++)
        {
            if (words[i] == "dup" && byte.TryParse(words[i + 1], out var code) && words[i + 2].StartsWith('/'))
            {
                table[code] = GlyphNames.ToText(words[i + 2][1..]) ?? "";
            }
        }
        return table;
    }
}
