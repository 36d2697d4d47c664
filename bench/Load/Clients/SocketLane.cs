using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load.Clients;

/// <summary>One WebSocket as a lean client: masks with zeros, takes whole text frames, answers pings.</summary>
internal sealed class SocketLane : IDisposable
{
    private const int Text = 0x81;
    private const int Ping = 0x89;
    private const int Pong = 0x8A;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer;
    private int start;
    private int end;

    private SocketLane(int capacity) => buffer = new byte[capacity];

    public static async Task<SocketLane> ConnectAsync(int port, string path, string? token = null, int capacity = 16 * 1024)
    {
        var lane = new SocketLane(capacity);
        await lane.socket.ConnectAsync(IPAddress.Loopback, port);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var request = $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await lane.socket.SendAsync(Encoding.ASCII.GetBytes(request));
        int head;
        while ((head = lane.Unread.IndexOf("\r\n\r\n"u8)) < 0) await lane.FillAsync();
        if (!lane.Unread.StartsWith("HTTP/1.1 101 "u8))
            throw new IOException($"The server did not switch: {Encoding.UTF8.GetString(lane.Unread)}");
        lane.start += head + 4;
        return lane;
    }

    /// <summary>A text frame, ready to be sent again and again.</summary>
    public static byte[] Frame(string text) => Frame(Text, Encoding.UTF8.GetBytes(text));

    public ValueTask<int> SendAsync(byte[] frame) => socket.SendAsync(frame.AsMemory());

    /// <summary>The next text frame, until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync()
    {
        while (true)
        {
            if (!TryTake(out var kind, out var payload))
            {
                await FillAsync();
            }
            else if (kind == Text)
            {
                return payload;
            }
            else if (kind == Ping)
            {
                await SendAsync(Frame(Pong, payload.ToArray()));
            }
            else
            {
                throw new IOException($"The server sent a frame of kind {kind:x}: {Encoding.UTF8.GetString(payload.Span)}");
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    private bool TryTake(out int kind, out ReadOnlyMemory<byte> payload)
    {
        (kind, payload) = (0, default);
        var unread = Unread;
        if (unread.Length < 2) return false;
        var (head, length) = unread[1] switch
        {
            < 126 and var few => (2, few),
            126 when unread.Length >= 4 => (4, BinaryPrimitives.ReadUInt16BigEndian(unread[2..])),
            127 when unread.Length >= 10 => (10, checked((int)BinaryPrimitives.ReadUInt64BigEndian(unread[2..]))),
            _ => (0, 0),
        };
        if (head == 0 || unread.Length < head + length) return false;
        kind = unread[0];
        payload = buffer.AsMemory(start + head, length);
        start += head + length;
        return true;
    }

    private async ValueTask FillAsync()
    {
        if (start == end) (start, end) = (0, 0);
        if (end == buffer.Length)
        {
            var larger = start == 0 ? new byte[buffer.Length * 2] : buffer;
            Buffer.BlockCopy(buffer, start, larger, 0, end - start);
            (buffer, start, end) = (larger, 0, end - start);
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(end));
        if (read == 0) throw new IOException("The server closed the socket.");
        end += read;
    }

    private static byte[] Frame(int kind, byte[] payload)
    {
        byte[] head = payload.Length switch
        {
            < 126 => [(byte)kind, (byte)(0x80 | payload.Length)],
            <= ushort.MaxValue => [(byte)kind, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => throw new NotSupportedException("Commands are short."),
        };
        return [.. head, 0, 0, 0, 0, .. payload];
    }
}
