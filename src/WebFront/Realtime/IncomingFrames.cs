using System.Buffers;
using System.Net.WebSockets;

namespace WebFront.Realtime;

/// <summary>Reads a client's frames into a buffer that is only held while there is something in it: a socket at rest costs none.</summary>
internal sealed class IncomingFrames(WebSocket socket, int maxBytes) : IDisposable
{
    private const int FirstCapacity = 4096;

    private byte[]? buffer;

    /// <summary>The next frame's bytes; good until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Waits for a whole frame and answers its kind; null for one with too many bytes, which is not read to its end.</summary>
    public async Task<WebSocketMessageType?> ReceiveAsync(CancellationToken cancel)
    {
        // Without room for any byte it only waits until there is one.
        var received = await socket.ReceiveAsync(Memory<byte>.Empty, cancel);
        var length = 0;
        while (received is { EndOfMessage: false, MessageType: not WebSocketMessageType.Close })
        {
            received = await socket.ReceiveAsync(Room(length), cancel);
            length += received.Count;
            if (length > maxBytes) return null;
        }

        Bytes = buffer.AsMemory(0, length);
        return received.MessageType;
    }

    public void Release()
    {
        Bytes = default;
        if (buffer is null) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }

    public void Dispose() => Release();

    private Memory<byte> Room(int length)
    {
        if (buffer is null || length == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstCapacity, length * 2));
            buffer.AsSpan(0, length).CopyTo(larger);
            Release();
            buffer = larger;
        }

        return buffer.AsMemory(length);
    }
}
