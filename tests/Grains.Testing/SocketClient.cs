using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Grains.Testing;

/// <summary>A chat client on the document's WebSocket, as a user of the product would write one. Not for use by two readers at once.</summary>
public sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly MemoryStream received = new();
    private readonly byte[] buffer = new byte[16 * 1024];

    /// <summary>The last sequence number that it was told: what it says when it reconnects.</summary>
    public long LastSeq { get; private set; }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public static async Task<SocketClient> ConnectAsync(Uri server, Guid sessionId, string token, long after = 0, CancellationToken cancel = default)
    {
        var client = new SocketClient { LastSeq = after };
        var address = new UriBuilder(server) { Scheme = "ws", Path = $"/ws/sessions/{sessionId}", Query = $"token={token}&after={after}" };
        client.socket.Options.CollectHttpResponseDetails = true;
        await client.socket.ConnectAsync(address.Uri, cancel);
        return client;
    }

    public Task SendAsync(object frame, CancellationToken cancel = default) =>
        SendTextAsync(JsonSerializer.Serialize(frame), cancel);

    public Task SendTextAsync(string text, CancellationToken cancel = default) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancel);

    public Task SendMessageAsync(string content, string clientMessageId, CancellationToken cancel = default) =>
        SendAsync(new { type = "user_message", content, client_message_id = clientMessageId, timestamp = "2026-01-01T10:00:00Z" }, cancel);

    /// <summary>The next frame; null when the server has closed or is gone.</summary>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancel = default)
    {
        received.SetLength(0);
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

        var frame = JsonSerializer.Deserialize<JsonElement>(received.ToArray());
        if (frame.TryGetProperty("seq", out var seq)) LastSeq = Math.Max(LastSeq, seq.GetInt64());
        return frame;
    }

    /// <summary>Frames until one of a type, that one included.</summary>
    public async Task<List<JsonElement>> ReceiveUntilAsync(string type, CancellationToken cancel = default)
    {
        var frames = new List<JsonElement>();
        while (await ReceiveAsync(cancel) is { } frame)
        {
            frames.Add(frame);
            if (frame.GetProperty("type").GetString() == type) return frames;
        }

        throw new InvalidOperationException($"The socket closed ({CloseStatus}) before a frame of type {type} came: {string.Join("\n", frames)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
            {
                socket.Abort();
            }
        }

        socket.Dispose();
        received.Dispose();
    }
}
