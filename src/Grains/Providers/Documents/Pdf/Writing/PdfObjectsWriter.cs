using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>Writes the objects of a file one after the other, then its table of references (ISO 32000-1, 7.5).</summary>
internal sealed class PdfObjectsWriter : IDisposable
{
    private readonly MemoryStream file = new();
    private readonly List<long> offsets = [];

    // The comment of bytes above 127 tells those who carry the file that it is not text.
    public PdfObjectsWriter() => file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);

    /// <summary>The number of an object that is written later.</summary>
    public int Reserve()
    {
        offsets.Add(0);
        return offsets.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Write(number, content);
        return number;
    }

    public void Write(int number, string content)
    {
        offsets[number - 1] = file.Length;
        Text($"{number} 0 obj\n{content}\nendobj\n");
    }

    /// <param name="entries">Of the stream's dictionary, beside length and filter.</param>
    public int AddStream(byte[] content, string entries = "")
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        var number = Reserve();
        offsets[number - 1] = file.Length;
        Text($"{number} 0 obj\n<< {entries} /Length {packed.Length} /Filter /FlateDecode >>\nstream\n");
        packed.WriteTo(file);
        Text("\nendstream\nendobj\n");
        return number;
    }

    public byte[] Finish(int catalog, int info)
    {
        var table = file.Length;
        Text($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Text(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Text($"trailer\n<< /Size {offsets.Count + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public void Dispose() => file.Dispose();

    /// <summary>A text string for a dictionary, in UTF-16 with its mark.</summary>
    public static string TextString(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private void Text(FormattableString text) => Text(text.ToString(CultureInfo.InvariantCulture));

    private void Text(string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
