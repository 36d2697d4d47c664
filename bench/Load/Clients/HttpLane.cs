using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load.Clients;

/// <summary>
/// One keep-alive connection that sends prepared requests and understands just enough of the answers. An <see cref="HttpClient"/>
/// costs as much as the server that it measures.
/// </summary>
internal sealed class HttpLane : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[128 * 1024];

    public static async Task<HttpLane> ConnectAsync(int port)
    {
        var lane = new HttpLane();
        await lane.socket.ConnectAsync(IPAddress.Loopback, port);
        return lane;
    }

    /// <summary>A POST of a JSON text, ready to be sent again and again.</summary>
    public static byte[] Post(string path, string json, string? token = null)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var body = Encoding.UTF8.GetBytes(json);
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>The whole answer, head included, until the next call; the caller looks for what it expects.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(byte[] request)
    {
        await socket.SendAsync(request.AsMemory());
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new IOException("The server closed the connection.");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length))) return buffer.AsMemory(0, length);
        }
    }

    public static bool IsOk(ReadOnlySpan<byte> answer) => answer.StartsWith("HTTP/1.1 200 "u8);

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0) return answer.EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _) && answer.Length == head + 4 + length;
    }
}
