using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

public sealed class FilterTests
{
    private const string Sentence = "Wipe the blade with oil";
    private static readonly byte[] Plain = Encoding.Latin1.GetBytes(TestPdf.Lines(Sentence));

    private static string[] Texts(byte[] content, string filter) =>
        Fixture.Read(TestPdf.OnePage(content, streamEntries: filter).Finish(), DocumentKind.Pdf).Texts();

    [Fact]
    public void Hexadecimal_is_unpacked() =>
        Assert.Equal([Sentence], Texts(Encoding.Latin1.GetBytes(Convert.ToHexString(Plain) + ">"), "/Filter/ASCIIHexDecode"));

    [Fact]
    public void Ascii85_is_unpacked() =>
        Assert.Equal([Sentence], Texts(Ascii85(Plain), "/Filter/ASCII85Decode"));

    [Fact]
    public void Run_lengths_are_unpacked() =>
        Assert.Equal([Sentence], Texts([.. Plain.Chunk(128).SelectMany(chunk => (byte[])[(byte)(chunk.Length - 1), .. chunk]), 254, 32, 128], "/Filter/RunLengthDecode"));

    [Fact]
    public void Lzw_is_unpacked() =>
        Assert.Equal([Sentence], Texts(Lzw(Plain), "/Filter/LZWDecode"));

    [Fact]
    public void Filters_are_undone_one_after_the_other() =>
        Assert.Equal([Sentence], Texts(Ascii85(TestPdf.Deflate(Plain)), "/Filter[/A85 /Fl]"));

    [Fact]
    public void A_Flate_stream_that_breaks_off_gives_what_came_before()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"Line number {i} of the ballad, {i * 7919 % 1000} words.").ToArray();
        var packed = TestPdf.Deflate(Encoding.Latin1.GetBytes(TestPdf.Lines(lines)));

        var texts = Texts(packed[..(packed.Length * 3 / 4)], "/Filter/FlateDecode");

        Assert.StartsWith("Line number 1 of the ballad", texts[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Each_PNG_row_filter_is_undone(byte kind)
    {
        const int Columns = 8;
        var padded = Plain.Concat(Enumerable.Repeat((byte)' ', Columns - Plain.Length % Columns)).ToArray();

        var packed = TestPdf.Deflate(PngFiltered(padded, Columns, kind));

        Assert.Equal([Sentence], Texts(packed, $"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns {Columns}>>"));
    }

    [Fact]
    public void The_TIFF_predictor_is_undone()
    {
        var differences = (byte[])Plain.Clone();
        for (var i = differences.Length - 1; i > 0; i--) if (i % 8 != 0) differences[i] -= differences[i - 1];

        Assert.Equal([Sentence], Texts(TestPdf.Deflate(differences), "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 8>>"));
    }

    private static byte[] PngFiltered(byte[] bytes, int columns, byte kind)
    {
        var result = new List<byte>();
        for (var row = 0; row < bytes.Length; row += columns)
        {
            result.Add(kind);
            for (var i = 0; i < columns; i++)
            {
                int left = i > 0 ? bytes[row + i - 1] : 0;
                int up = row > 0 ? bytes[row + i - columns] : 0;
                int corner = i > 0 && row > 0 ? bytes[row + i - columns - 1] : 0;
                var p = left + up - corner;
                int[] candidates = [left, up, corner];
                var guess = kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, _ => candidates.MinBy(c => Math.Abs(p - c)) };
                result.Add((byte)(bytes[row + i] - guess));
            }
        }
        return [.. result];
    }

    private static byte[] Ascii85(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var chunk in bytes.Chunk(4))
        {
            uint value = 0;
            for (var i = 0; i < 4; i++) value = (value << 8) | (i < chunk.Length ? chunk[i] : 0u);
            var digits = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85) digits[i] = (char)('!' + value % 85);
            text.Append(digits, 0, chunk.Length + 1);
        }
        return Encoding.Latin1.GetBytes(text.Append("~>").ToString());
    }

    /// <summary>A plain LZW packer: grows the code width one code early, as PDF does by default.</summary>
    private static byte[] Lzw(byte[] bytes)
    {
        var (codes, next, width) = (Fresh(), 258, 9);
        var bits = new StringBuilder();
        void Emit(int code) => bits.Append(Convert.ToString(code, 2).PadLeft(width, '0'));
        Emit(256);
        var held = "";
        foreach (var c in bytes.Select(b => (char)b))
        {
            if (codes.ContainsKey(held + c))
            {
                held += c;
                continue;
            }
            Emit(codes[held]);
            codes[held + c] = next++;
            if (next + 1 > 1 << width) width++;
            held = c.ToString();
        }
        Emit(codes[held]);
        if (next + 2 > 1 << width) width++;
        Emit(257);
        while (bits.Length % 8 != 0) bits.Append('0');
        return [.. bits.ToString().Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }

    private static Dictionary<string, int> Fresh() => Enumerable.Range(0, 256).ToDictionary(i => ((char)i).ToString(), i => i);
}
