using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Drills.Tests.Harness;

/// <summary>An OpenAI-compatible server on this machine that answers as its script says: slowly, wrongly, without end or not at all.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(300);

    private readonly WebApplication app;
    private int requests;
    private int open;

    private ScriptedUpstream(WebApplication app) => this.app = app;

    /// <summary>How the next requests are answered.</summary>
    public Func<HttpContext, Task> Script { get; set; } = Words(8, TimeSpan.Zero);

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Requests that somebody still listens to.</summary>
    public int Open => Volatile.Read(ref open);

    public static async Task<ScriptedUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var upstream = new ScriptedUpstream(app);
        app.MapPost("/v1/chat/completions", upstream.AnswerAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>Makes it the model of every clone. Its deadlines are short, so that a drill need not wait long for them.</summary>
    public (string Name, string Value)[] Settings(double timeoutSeconds = 1.5, int breakerFailures = 100, double breakerSeconds = 1) =>
    [
        ("Models:Default", "scripted"),
        ("Models:Providers:scripted:BaseUrl", $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/v1"),
        ("Models:Providers:scripted:Model", "m"),
        ("Models:Providers:scripted:TimeoutSeconds", Text(timeoutSeconds)),
        ("Models:Providers:scripted:IdleSeconds", Text(timeoutSeconds)),
        ("Models:Providers:scripted:Retries", "2"),
        ("Models:Providers:scripted:BackoffSeconds", "0.05"),
        ("Models:Providers:scripted:BreakerFailures", breakerFailures.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Models:Providers:scripted:BreakerSeconds", Text(breakerSeconds)),
    ];

    /// <summary>So many words, with a pause before each but the first, and an orderly end.</summary>
    public static Func<HttpContext, Task> Words(int count, TimeSpan pause) => async http =>
    {
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && pause > TimeSpan.Zero) await Task.Delay(pause, http.RequestAborted);
            await SendAsync(http, Chunk($"word{i} "));
        }

        await SendAsync(http, Chunk(null, "stop"));
        await SendAsync(http, "data: [DONE]\n\n");
    };

    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and says nothing.</summary>
    public static Func<HttpContext, Task> Silence { get; } = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>A few words, and then the connection breaks.</summary>
    public static Func<HttpContext, Task> CutAfter(int words) => async http =>
    {
        for (var i = 0; i < words; i++) await SendAsync(http, Chunk($"word{i} "));

        // A reset overtakes what is under way; these words are to arrive.
        if (words > 0) await Task.Delay(Arrival, http.RequestAborted);
        http.Abort();
    };

    /// <summary>Something that is no JSON, before the first word or after it.</summary>
    public static Func<HttpContext, Task> Garbage(int wordsBefore) => async http =>
    {
        for (var i = 0; i < wordsBefore; i++) await SendAsync(http, Chunk($"word{i} "));
        await SendAsync(http, "data: {{{ this is no answer\n\n");
        await SendAsync(http, "data: [DONE]\n\n");
    };

    /// <summary>One answer of so many characters, in one piece.</summary>
    public static Func<HttpContext, Task> Huge(int characters) => async http =>
    {
        await SendAsync(http, Chunk(string.Concat(Enumerable.Repeat("many ", characters / 5))));
        await SendAsync(http, Chunk(null, "stop"));
        await SendAsync(http, "data: [DONE]\n\n");
    };

    /// <summary>Words for as long as anybody listens.</summary>
    public static Func<HttpContext, Task> Endless { get; } = async http =>
    {
        while (!http.RequestAborted.IsCancellationRequested) await SendAsync(http, Chunk("and on and on "));
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        Interlocked.Increment(ref open);
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        http.Response.ContentType = "text/event-stream";
        try
        {
            await Script(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller had enough, as it is to have of some scripts.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private static string Chunk(string? content, string? finish = null)
    {
        var delta = content is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["content"] = content };
        var chunk = new
        {
            id = "c",
            @object = "chat.completion.chunk",
            created = 1,
            model = "m",
            choices = new[] { new { index = 0, delta, finish_reason = finish } },
        };
        return $"data: {JsonSerializer.Serialize(chunk)}\n\n";
    }

    private static async Task SendAsync(HttpContext http, string text)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static string Text(double seconds) => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
