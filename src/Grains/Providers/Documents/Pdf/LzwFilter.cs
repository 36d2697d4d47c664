namespace Grains.Providers.Documents.Pdf;

/// <summary>LZW as TIFF and PDF have it: codes of 9 to 12 bits, most significant bit first (ISO 32000-1, 7.4.4).</summary>
internal static class LzwFilter
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MaxCodes = 4096;

    /// <param name="early">The code width grows one code early, which is the default.</param>
    public static void Unpack(ReadOnlySpan<byte> packed, bool early, UnpackedBytes sink)
    {
        var prefix = new int[MaxCodes];
        var last = new byte[MaxCodes];
        var sizes = new int[MaxCodes];
        for (var i = 0; i < 256; i++) (last[i], sizes[i]) = ((byte)i, 1);
        var scratch = new byte[MaxCodes + 1];
        int next = End + 1, width = 9, previous = -1, bits = 0, held = 0;
        foreach (var b in packed)
        {
            held = (held << 8) | b;
            bits += 8;
            if (bits < width) continue;
            bits -= width;
            var code = (held >> bits) & ((1 << width) - 1);
            held &= (1 << bits) - 1;
            if (code == End) return;
            if (code == Clear)
            {
                (next, width, previous) = (End + 1, 9, -1);
                continue;
            }
            if (code > next || (code == next && previous < 0) || code is Clear) return;
            var known = code < next;
            var size = Spell(known ? code : previous, prefix, last, sizes, scratch);
            if (!known) scratch[size++] = scratch[0];
            sink.Add(scratch.AsSpan(0, size));
            if (previous >= 0 && next < MaxCodes)
            {
                (prefix[next], last[next], sizes[next]) = (previous, scratch[0], sizes[previous] + 1);
                next++;
            }
            previous = code;
            var edge = early ? next + 1 : next;
            width = edge >= 2048 ? 12 : edge >= 1024 ? 11 : edge >= 512 ? 10 : 9;
        }
    }

    private static int Spell(int code, int[] prefix, byte[] last, int[] sizes, byte[] into)
    {
        var size = sizes[code];
        for (var i = size - 1; i >= 0; i--)
        {
            into[i] = last[code];
            code = prefix[code];
        }
        return size;
    }
}
