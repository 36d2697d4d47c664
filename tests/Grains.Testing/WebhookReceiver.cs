using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grains.Testing;

/// <summary>A server on this machine that takes webhooks, keeps what it was sent in the order in which it came, and answers as its script says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<ReceivedWebhook> received = [];
    private readonly WebApplication app;
    private readonly TimeProvider clock;

    private WebhookReceiver(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        this.clock = clock;
    }

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";

    /// <summary>How the next ones are answered.</summary>
    public Func<HttpContext, Task> Script { get; set; } = Status(200);

    public IReadOnlyList<ReceivedWebhook> Received
    {
        get
        {
            lock (gate) return [.. received];
        }
    }

    /// <param name="clock">Says when something came; null for the system's.</param>
    public static async Task<WebhookReceiver> StartAsync(TimeProvider? clock = null, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var receiver = new WebhookReceiver(builder.Build(), clock ?? TimeProvider.System);
        receiver.app.MapPost("/hook", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and says nothing.</summary>
    public static Func<HttpContext, Task> Silence { get; } = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>The first so many, as soon as they are there.</summary>
    /// <param name="meanwhile">Done again and again while there are fewer, such as moving a clock.</param>
    public async Task<IReadOnlyList<ReceivedWebhook>> UntilAsync(int count, Action? meanwhile = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (Received.Count < count)
        {
            meanwhile?.Invoke();
            await Task.Delay(5, deadline.Token);
        }

        return Received;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (gate) received.Add(new ReceivedWebhook(clock.GetUtcNow(), headers, body.ToArray()));
        try
        {
            await Script(http);
        }
        catch (OperationCanceledException)
        {
            // The sender had enough, as it is to have of some scripts.
        }
    }
}

/// <param name="Body">As it came, byte by byte.</param>
public sealed record ReceivedWebhook(DateTimeOffset At, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public JsonElement Data => Json.GetProperty("data");

    public string Event => Json.GetProperty("event").GetString()!;

    public string Id => Headers["X-Webhook-Id"];

    public int Attempt => int.Parse(Headers["X-Webhook-Attempt"], System.Globalization.CultureInfo.InvariantCulture);

    public string Signature => Headers["X-Webhook-Signature"];

    public long Timestamp => long.Parse(Headers["X-Webhook-Timestamp"], System.Globalization.CultureInfo.InvariantCulture);
}
