using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>A SignalR client of the chat hub, on the JSON hub protocol over a bare WebSocket.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char RecordSeparator = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> waiting = [];
    private readonly byte[] buffer = new byte[64 * 1024];
    private string rest = "";
    private int invocations;

    public static async Task<HubClient> ConnectAsync(Uri server, SignedInUser user)
    {
        var client = new HubClient();
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/chat", Query = $"access_token={user.AccessToken}" };
        await client.socket.ConnectAsync(address.Uri, CancellationToken.None);
        await client.SendTextAsync("""{"protocol":"json","version":1}""");
        await client.ReceiveAsync();
        return client;
    }

    /// <summary>Calls a method and answers its completion; stream items that come meanwhile are kept.</summary>
    public async Task<JsonElement> InvokeAsync(string target, params object?[] arguments)
    {
        var id = await BeginAsync(1, target, arguments);
        var kept = new List<JsonElement>();
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.TryGetProperty("type", out var type) && type.GetInt32() == 3 && message.GetProperty("invocationId").GetString() == id)
            {
                foreach (var item in kept) waiting.Enqueue(item);
                return message;
            }

            kept.Add(message);
        }
    }

    public Task<string> StreamAsync(string target, params object?[] arguments) => BeginAsync(4, target, arguments);

    /// <summary>Stream items until one of a frame type, that one included.</summary>
    public async Task<List<JsonElement>> ItemsUntilAsync(string frameType)
    {
        var items = new List<JsonElement>();
        while (true)
        {
            var message = await ReceiveAsync();
            if (!message.TryGetProperty("type", out var type) || type.GetInt32() != 2) continue;
            items.Add(message.GetProperty("item"));
            if (items[^1].GetProperty("type").GetString() == frameType) return items;
        }
    }

    /// <summary>The next message of the hub; pings are passed over. A closed connection is an error.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            while (waiting.TryDequeue(out var message))
                if (!message.TryGetProperty("type", out var type) || type.GetInt32() != 6) return message;

            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The hub closed the connection.");
            var records = (rest + Encoding.UTF8.GetString(buffer, 0, received.Count)).Split(RecordSeparator);
            foreach (var record in records[..^1]) waiting.Enqueue(JsonSerializer.Deserialize<JsonElement>(record));
            rest = records[^1];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open) await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        socket.Dispose();
    }

    private async Task<string> BeginAsync(int type, string target, object?[] arguments)
    {
        var invocationId = (++invocations).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await SendTextAsync(JsonSerializer.Serialize(new { type, invocationId, target, arguments }));
        return invocationId;
    }

    private Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
