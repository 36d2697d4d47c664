using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Drills.Tests.Harness;

/// <summary>A WebSocket on a TCP connection of its own, which can be cut as a network does it: by a reset, in mid-frame, without a word.</summary>
internal sealed class DrillSocket : IDisposable
{
    private readonly TcpClient connection;
    private readonly WebSocket socket;
    private readonly byte[] buffer = new byte[32 * 1024];

    private DrillSocket(TcpClient connection, WebSocket socket)
    {
        this.connection = connection;
        this.socket = socket;
    }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public static async Task<DrillSocket> ConnectAsync(Uri server, DrillSession session, long after, CancellationToken cancel)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(server.Host, server.Port, cancel);
            var stream = connection.GetStream();
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /ws/sessions/{session.Id}?after={after} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {session.User.Token}\r\n\r\n"),
                cancel);
            var head = await ReadHeadAsync(stream, cancel);
            if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidOperationException($"No upgrade: {head}");
            return new DrillSocket(connection, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions()));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task SendAsync(object frame, CancellationToken cancel) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, cancel);

    /// <summary>The next frame; null when the server has closed or is gone.</summary>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancel)
    {
        using var received = new MemoryStream();
        try
        {
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                received.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
        }
        catch (WebSocketException)
        {
            return null;
        }

        return JsonSerializer.Deserialize<JsonElement>(received.ToArray());
    }

    /// <summary>Cuts the connection by RST: whatever was under way is lost.</summary>
    public void Reset()
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Client.Close();
    }

    public void Dispose()
    {
        socket.Dispose();
        connection.Dispose();
    }

    /// <summary>Byte by byte, so that nothing of the first frame is taken with it.</summary>
    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 16 * 1024 && !EndsInBlankLine(head))
        {
            if (await stream.ReadAsync(one, cancel) == 0) break;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static bool EndsInBlankLine(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
