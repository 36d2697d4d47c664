using System.Buffers;

namespace Grains.Providers.Models.OpenAi;

/// <summary>
/// Server-sent events, of which only the data counts: <c>data</c> lines up to a blank one. It fails past a size that no honest answer
/// has, so that a runaway server cannot fill the memory.
/// </summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    // 16,000 tokens at some 300 bytes of event each come to 5 MB.
    private const long MaxBytes = 16 * 1024 * 1024;
    private const int FirstCapacity = 16 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstCapacity);
    private int start;
    private int end;
    private long left = MaxBytes;

    /// <summary>Waits for more of the stream; false at its end.</summary>
    /// <exception cref="IOException">The stream is larger than the limit, or broke off.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        MakeRoom();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        left -= read;
        if (left < 0) throw new IOException("The answer is larger than the limit.");
        return read > 0;
    }

    /// <summary>The data of the next event that has arrived whole; good until the next fill.</summary>
    public bool TryTake(out ReadOnlySpan<byte> data)
    {
        data = default;
        var at = start;
        while (TryTakeLine(ref at, out var line))
        {
            if (line.IsEmpty)
            {
                start = at;
                if (!data.IsEmpty) return true;
            }
            else if (line.StartsWith("data:"u8))
            {
                var value = line["data:"u8.Length..];
                if (value.StartsWith(" "u8)) value = value[1..];
                data = data.IsEmpty ? value : Joined(data, value);
            }
        }

        return false;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Lines end with LF or CRLF; the lone CR that the standard allows as well is used by nobody.</summary>
    private bool TryTakeLine(scoped ref int at, out ReadOnlySpan<byte> line)
    {
        var rest = buffer.AsSpan(at, end - at);
        var length = rest.IndexOf((byte)'\n');
        if (length < 0)
        {
            line = default;
            return false;
        }

        at += length + 1;
        line = rest[..length];
        if (line.EndsWith("\r"u8)) line = line[..^1];
        return true;
    }

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => [.. first, (byte)'\n', .. second];

    private void MakeRoom()
    {
        if (start == end) (start, end) = (0, 0);
        if (end < buffer.Length) return;
        var target = start > 0 ? buffer : ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(start, end - start).CopyTo(target);
        if (target != buffer) ArrayPool<byte>.Shared.Return(buffer);
        (buffer, start, end) = (target, 0, end - start);
    }
}
