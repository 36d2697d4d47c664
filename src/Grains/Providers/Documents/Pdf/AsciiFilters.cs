namespace Grains.Providers.Documents.Pdf;

/// <summary>The two filters that carry bytes as printable characters (ISO 32000-1, 7.4.2 and 7.4.3).</summary>
internal static class AsciiFilters
{
    public static void UnpackHex(ReadOnlySpan<byte> packed, UnpackedBytes sink)
    {
        var high = -1;
        foreach (var b in packed)
        {
            if (b == '>') break;
            var value = PdfLexer.HexValue(b);
            if (value < 0) continue;
            if (high >= 0) sink.Add((byte)(high * 16 + value));
            high = high >= 0 ? -1 : value;
        }
        if (high >= 0) sink.Add((byte)(high * 16));
    }

    public static void Unpack85(ReadOnlySpan<byte> packed, UnpackedBytes sink)
    {
        uint group = 0;
        var count = 0;
        if (packed.StartsWith("<~"u8)) packed = packed[2..];
        foreach (var b in packed)
        {
            if (b == '~') break;
            if (b == 'z' && count == 0) sink.Add([0, 0, 0, 0]);
            if (b is < (byte)'!' or > (byte)'u') continue;
            group = unchecked(group * 85 + (uint)(b - '!'));
            if (++count < 5) continue;
            Write(group, 4, sink);
            (group, count) = (0, 0);
        }
        if (count < 2) return;
        for (var i = count; i < 5; i++) group = unchecked(group * 85 + 84);
        Write(group, count - 1, sink);
    }

    private static void Write(uint group, int bytes, UnpackedBytes sink)
    {
        for (var i = 0; i < bytes; i++) sink.Add((byte)(group >> (24 - 8 * i)));
    }
}
