using System.Buffers;

namespace Grains.Egress;

/// <summary>Reads a stream up to a limit, with no more memory than it holds.</summary>
internal static class BoundedBody
{
    public static async Task<(ReadOnlyMemory<byte> Body, bool IsLonger)> ReadAsync(Stream content, int maxBytes, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        while (body.WrittenCount < maxBytes)
        {
            var room = body.GetMemory(Math.Min(16 * 1024, maxBytes - body.WrittenCount));
            var read = await content.ReadAsync(room[..Math.Min(room.Length, maxBytes - body.WrittenCount)], cancel);
            if (read == 0)
                return (body.WrittenMemory, false);
            body.Advance(read);
        }

        return (body.WrittenMemory, await content.ReadAsync(new byte[1], cancel) > 0);
    }
}
