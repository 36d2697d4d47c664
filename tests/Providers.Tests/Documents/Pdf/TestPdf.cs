using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Providers.Tests.Documents.Pdf;

/// <summary>Writes small PDFs object by object, so that a test can break each rule by itself.</summary>
internal sealed class TestPdf
{
    private readonly MemoryStream output = new();
    private readonly SortedDictionary<int, long> offsets = [];

    public TestPdf() => Write("%PDF-1.5\n");

    public long Length => output.Length;

    public string Root { get; set; } = "1 0 R";

    /// <summary>A whole file of one page with this content; fonts F1 (Helvetica) and what the extra resources say.</summary>
    public static TestPdf OnePage(string content, string fonts = "", string resources = "", string streamEntries = "") =>
        OnePage(Encoding.Latin1.GetBytes(content), fonts, resources, streamEntries);

    public static TestPdf OnePage(byte[] content, string fonts = "", string resources = "", string streamEntries = "")
    {
        var pdf = new TestPdf();
        pdf.Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add(3, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R {fonts}>>{resources}>>>>");
        pdf.AddStream(4, content, streamEntries);
        pdf.Add(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        return pdf;
    }

    /// <summary>Lines of text one under the other.</summary>
    public static string Lines(params string[] lines) =>
        "BT /F1 12 Tf 72 700 Td 14 TL " + string.Concat(lines.Select(line => $"({line}) Tj T* ")) + "ET";

    public TestPdf Add(int number, string value)
    {
        offsets[number] = output.Length;
        return Write($"{number} 0 obj\n{value}\nendobj\n");
    }

    public TestPdf AddStream(int number, byte[] bytes, string entries = "", int? length = null)
    {
        offsets[number] = output.Length;
        Write($"{number} 0 obj\n<</Length {length ?? bytes.Length}{entries}>>\nstream\n");
        output.Write(bytes);
        return Write("\nendstream\nendobj\n");
    }

    public TestPdf AddStream(int number, string bytes, string entries = "") => AddStream(number, Encoding.Latin1.GetBytes(bytes), entries);

    public TestPdf Write(string text)
    {
        output.Write(Encoding.Latin1.GetBytes(text));
        return this;
    }

    public long OffsetOf(int number) => offsets[number];

    /// <summary>Ends with a table of the objects added since the last end; returns where it starts.</summary>
    public long WriteTable(string trailer = "")
    {
        var start = output.Length;
        Write("xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, offset) in offsets)
        {
            Write($"{number} 1\n{offset.ToString("D10", CultureInfo.InvariantCulture)} 00000 n \n");
        }
        Write($"trailer\n<</Size 1000/Root {Root}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        offsets.Clear();
        return start;
    }

    public byte[] Bytes() => output.ToArray();

    public byte[] Finish(string trailer = "")
    {
        WriteTable(trailer);
        return Bytes();
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(bytes);
        return packed.ToArray();
    }
}
