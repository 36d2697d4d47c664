using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Load.Floor;

/// <summary>The bare work that nobody can go below: a minimal API that echoes JSON, and a WebSocket that echoes frames.</summary>
internal static class FloorServer
{
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => "ready");
        app.MapPost("/echo", (EchoBody body) => TypedResults.Json(body));
        app.MapGet("/ws", EchoAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Text } frame)
                await socket.SendAsync(buffer.AsMemory(0, frame.Count), WebSocketMessageType.Text, frame.EndOfMessage, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The client broke off, which ends a measurement.
        }
    }

    private sealed record EchoBody(string Content, string MessageType);
}
