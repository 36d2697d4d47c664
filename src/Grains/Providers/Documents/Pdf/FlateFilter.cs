using System.IO.Compression;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Deflate with or without its zlib frame. A stream that breaks off gives what came before the break.</summary>
internal static class FlateFilter
{
    private const int ZlibHeader = 2;

    public static void Unpack(ReadOnlyMemory<byte> packed, UnpackedBytes sink)
    {
        var framed = packed.Length > ZlibHeader
            && (packed.Span[0] & 0x0F) == 8
            && ((packed.Span[0] << 8) | packed.Span[1]) % 31 == 0;
        // The frame is dropped, not checked: a wrong checksum must not cost the text.
        var any = Inflate(framed ? packed[ZlibHeader..] : packed, sink);
        if (!any && !framed && packed.Length > ZlibHeader) any = Inflate(packed[ZlibHeader..], sink);
        if (!any && packed.Length > 16) throw new PdfFormatException("The bytes do not unpack.");
    }

    private static bool Inflate(ReadOnlyMemory<byte> packed, UnpackedBytes sink)
    {
        using var source = new MemoryStream(packed.ToArray(), writable: false);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        var buffer = new byte[16 * 1024];
        var any = false;
        try
        {
            for (int read; (read = inflater.Read(buffer)) > 0;)
            {
                any = true;
                sink.Add(buffer.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            // The rest is damaged; what came before it is kept.
        }
        return any;
    }
}
