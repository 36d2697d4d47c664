using System.Net.WebSockets;
using System.Text.Json;

namespace WebFront.Realtime;

/// <summary>
/// Writes frames to a WebSocket, a burst at a time: what is written between <see cref="BeginAsync"/> and <see cref="EndAsync"/> goes out as one.
/// A client that is gone, or is told nothing more, is no error: its reader says so too.
/// </summary>
internal sealed class FrameWriter(WebSocket socket, HeldStream? transport) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private PooledFrame? buffer;
    private volatile bool silent;

    /// <summary>Nothing that comes later is told.</summary>
    public void Silence() => silent = true;

    /// <summary>Waits until no other burst is being written.</summary>
    public async ValueTask BeginAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        buffer = PooledFrame.Rent();
        transport?.Hold();
    }

    /// <param name="evenIfSilent">Whether it is the last word, which says why there are no more.</param>
    public async ValueTask WriteAsync(ChatFrame frame, CancellationToken cancel, bool evenIfSilent = false)
    {
        if (silent && !evenIfSilent) return;
        try
        {
            JsonSerializer.Serialize(buffer!.Begin(), frame, ChatFrameJson.Wire.ChatFrame);
            await socket.SendAsync(buffer.Written, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (Exception failure) when (IsGone(failure))
        {
            silent = true;
        }
    }

    public async ValueTask EndAsync(CancellationToken cancel)
    {
        try
        {
            if (transport is not null) await transport.ReleaseAsync(cancel);
            buffer!.Dispose();
        }
        catch (Exception failure) when (IsGone(failure))
        {
            silent = true;
        }
        finally
        {
            buffer = null;
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private static bool IsGone(Exception failure) =>
        failure is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException;
}
