using System.Buffers.Binary;
using System.Text;

namespace Grains.Accounts;

/// <summary>What kind of picture a file is and how large, by its first bytes: PNG (ISO 15948), JPEG (T.81), WebP (RFC 9649). Nothing is decoded.</summary>
internal readonly record struct ImageHeader(string ContentType, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null for whatever is none of the three, or breaks off before it says how large it is.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var found = file.StartsWith(PngStart) ? Png(file)
            : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(file)
            : file.StartsWith("RIFF"u8) && file.Length >= 16 && file[8..12].SequenceEqual("WEBP"u8) ? WebP(file)
            : null;
        return found is { Width: > 0, Height: > 0 } ? found : null;
    }

    private static ImageHeader? Png(ReadOnlySpan<byte> file)
    {
        const int HeaderEnd = 33;
        if (file.Length < HeaderEnd || BinaryPrimitives.ReadInt32BigEndian(file[8..]) != 13 || !file[12..16].SequenceEqual("IHDR"u8)) return null;
        return new ImageHeader("image/png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
    }

    /// <summary>Walks the segments to the frame's: SOF0 to SOF15 but for the tables DHT, JPG and DAC among them.</summary>
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF) return null;
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // Restart and start markers stand alone; the image's data comes only after a frame.
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
                continue;
            }

            if (marker is 0xD9 or 0xDA) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2) return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8 || at + 9 > file.Length) return null;
                return new ImageHeader(
                    "image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            at += 2 + length;
        }

        return null;
    }

    private static ImageHeader? WebP(ReadOnlySpan<byte> file)
    {
        const string Type = "image/webp";
        const int Fourteen = 0x3FFF;
        if (file.Length < 30) return null;
        var data = file[20..];
        switch (Encoding.ASCII.GetString(file[12..16]))
        {
            case "VP8 " when data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]):
                return new ImageHeader(
                    Type, BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & Fourteen, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & Fourteen);
            case "VP8L" when data[0] == 0x2F:
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
                return new ImageHeader(Type, (int)(bits & Fourteen) + 1, (int)((bits >> 14) & Fourteen) + 1);
            case "VP8X":
                return new ImageHeader(Type, Three(data[4..]) + 1, Three(data[7..]) + 1);
            default:
                return null;
        }
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
