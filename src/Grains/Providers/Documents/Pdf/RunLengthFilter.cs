namespace Grains.Providers.Documents.Pdf;

/// <summary>Runs of equal bytes (ISO 32000-1, 7.4.5).</summary>
internal static class RunLengthFilter
{
    private const int End = 128;

    public static void Unpack(ReadOnlySpan<byte> packed, UnpackedBytes sink)
    {
        Span<byte> longest = stackalloc byte[End];
        for (var i = 0; i < packed.Length;)
        {
            int length = packed[i++];
            if (length == End) return;
            if (length < End)
            {
                var count = Math.Min(length + 1, packed.Length - i);
                sink.Add(packed.Slice(i, count));
                i += count;
            }
            else if (i < packed.Length)
            {
                var run = longest[..(257 - length)];
                run.Fill(packed[i++]);
                sink.Add(run);
            }
        }
    }
}
