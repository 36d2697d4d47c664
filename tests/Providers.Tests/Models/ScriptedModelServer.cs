using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Providers.Tests.Models;

/// <summary>An OpenAI-compatible server on the loopback that answers each request by the next step of a script.</summary>
internal sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> script = new();

    private ScriptedModelServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>Completes when the client has closed a stream that the script holds open.</summary>
    public TaskCompletionSource ClientLeft { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string BaseUrl => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";

    public static async Task<ScriptedModelServer> StartAsync(params Func<HttpContext, Task>[] steps)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedModelServer(builder.Build());
        foreach (var step in steps) server.script.Enqueue(step);
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Answers(params string[] pieces) => async context =>
    {
        await BeginAsync(context);
        foreach (var piece in pieces) await SendAsync(context, Piece(piece));
        await FinishAsync(context, "stop", usage: true);
    };

    public static Func<HttpContext, Task> Refuses(int status, string? retryAfter = null, string body = "{\"error\":{\"message\":\"no\"}}") =>
        async context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        };

    public static Func<HttpContext, Task> Streams(Func<HttpContext, Task> body) => async context =>
    {
        await BeginAsync(context);
        await body(context);
    };

    /// <summary>Holds the stream open until the client closes it.</summary>
    public async Task HangAsync(HttpContext context)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
        ClientLeft.TrySetResult();
    }

    public static Task CutAsync(HttpContext context)
    {
        context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
        return Task.CompletedTask;
    }

    public static string Piece(string text) =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":{{JsonSerializer.Serialize(text)}}},"finish_reason":null}]}""";

    public static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public static async Task FinishAsync(HttpContext context, string reason, bool usage)
    {
        await SendAsync(context, $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""");
        if (usage)
        {
            await SendAsync(context, """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":321,"completion_tokens":17,"total_tokens":338}}""");
        }

        await SendAsync(context, "[DONE]");
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
    }

    private static async Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue(new(
            string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {context.Request.Path}"),
            context.Request.Headers.Authorization.ToString(),
            await reader.ReadToEndAsync()));
        if (!script.TryDequeue(out var step)) step = Refuses(500);
        await step(context);
    }
}

internal sealed record ReceivedRequest(string Line, string Authorization, string Body);
