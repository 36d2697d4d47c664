using System.Buffers.Binary;

namespace Grains.Testing;

/// <summary>Beginnings of pictures, as programs write them: enough to say what they are and how large.</summary>
public static class TestImages
{
    public static byte[] Png(int width, int height)
    {
        byte[] file = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0, 1, 2, 3, 4, .. "rest"u8];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    /// <summary>With a JFIF segment, a comment, a table and fill bytes before the frame, which is a progressive one.</summary>
    public static byte[] Jpeg(int width, int height)
    {
        byte[] file =
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xFE, 0, 7, .. "hello"u8, 0xFF, 0xC4, 0, 4, 1, 2, 0xFF, 0xFF,
            0xC2, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA,
        ];
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xC2, 0, 17]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 4), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 6), (ushort)width);
        return file;
    }

    public static byte[] WebPLossy(int width, int height)
    {
        byte[] data = [0x30, 0x01, 0x00, 0x9D, 0x01, 0x2A, 0, 0, 0, 0, 1, 2];
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(6), (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(8), (ushort)height);
        return WebP("VP8 "u8, data);
    }

    public static byte[] WebPLossless(int width, int height)
    {
        byte[] data = [0x2F, 0, 0, 0, 0, 1, 2, 3, 4, 5];
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(1), (uint)(width - 1) | ((uint)(height - 1) << 14));
        return WebP("VP8L"u8, data);
    }

    public static byte[] WebPExtended(int width, int height)
    {
        var (w, h) = (width - 1, height - 1);
        return WebP("VP8X"u8, [0x10, 0, 0, 0, (byte)w, (byte)(w >> 8), (byte)(w >> 16), (byte)h, (byte)(h >> 8), (byte)(h >> 16)]);
    }

    private static byte[] WebP(ReadOnlySpan<byte> chunk, byte[] data)
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. chunk, (byte)data.Length, 0, 0, 0, .. data];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }
}
