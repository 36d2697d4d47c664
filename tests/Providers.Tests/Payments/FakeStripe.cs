using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Providers.Tests.Payments;

/// <summary>
/// A server that speaks the part of Stripe's public contract that the product uses: form bodies in, JSON out, first answers kept under
/// their idempotency keys, test tokens that pay or decline. Faults come before or after a request was done.
/// </summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    public const string Key = "sk_test_of_this_test";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (int Status, string Body)> answered = new();
    private readonly ConcurrentDictionary<string, JsonObject> methods = new();
    private readonly ConcurrentDictionary<string, JsonObject> intents = new();
    private int ids;

    private FakeStripe(WebApplication app) => this.app = app;

    public ConcurrentQueue<StripeRequest> Requests { get; } = new();

    /// <summary>What happens to the next requests instead of an answer, each once.</summary>
    public ConcurrentQueue<StripeFault> Faults { get; } = new();

    public IEnumerable<JsonObject> Intents => intents.Values;

    public string BaseUrl => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FakeStripe> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeStripe(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
            : [];
        var headers = context.Request.Headers;
        var key = headers["Idempotency-Key"].ToString();
        Requests.Enqueue(new StripeRequest(
            $"{context.Request.Method} {context.Request.Path}", form, key, headers.Authorization.ToString(), headers["Stripe-Version"].ToString()));

        var fault = Faults.TryDequeue(out var next) ? next : null;
        if (fault is { Done: false })
        {
            await FailAsync(context, fault);
            return;
        }

        if (headers.Authorization != $"Bearer {Key}")
        {
            await WriteAsync(context, 401, Error("invalid_request_error", null));
            return;
        }

        var (status, body) = key.Length > 0 && answered.TryGetValue(key, out var first) ? first : Do(context, form);
        if (key.Length > 0) answered.TryAdd(key, (status, body));
        if (fault is not null) await FailAsync(context, fault);
        else await WriteAsync(context, status, body);
    }

    private (int Status, string Body) Do(HttpContext context, Dictionary<string, string> form) =>
        (context.Request.Method, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("POST", ["v1", "customers"]) => (200, $$"""{"id":"cus_{{Next()}}","object":"customer","livemode":false}"""),
            ("POST", ["v1", "customers", var id]) => (200, $$"""{"id":"{{id}}","object":"customer"}"""),
            ("DELETE", ["v1", "customers", "cus_gone"]) => (404, Error("invalid_request_error", "resource_missing")),
            ("DELETE", ["v1", "customers", var id]) => (200, $$"""{"id":"{{id}}","object":"customer","deleted":true}"""),
            ("POST", ["v1", "payment_methods"]) => MakeMethod(form["card[token]"]),
            ("POST", ["v1", "payment_methods", var id, "attach"]) => Attach(id, form["customer"]),
            ("POST", ["v1", "payment_methods", var id, "detach"]) => Detach(id),
            ("GET", ["v1", "payment_methods", var id]) => methods.TryGetValue(id, out var method) ? (200, method.ToJsonString()) : Missing,
            ("POST", ["v1", "payment_intents"]) => Pay(form),
            ("POST", ["v1", "payment_intents", var id, "cancel"]) => Cancel(id),
            ("GET", ["v1", "payment_intents", var id]) => intents.TryGetValue(id, out var intent) ? (200, intent.ToJsonString()) : Missing,
            ("GET", ["v1", "payment_intents"]) => List(context),
            _ => Missing,
        };

    private static (int, string) Missing => (404, Error("invalid_request_error", "resource_missing"));

    private (int, string) MakeMethod(string token)
    {
        if (!token.StartsWith("tok_", StringComparison.Ordinal) || token == "tok_used") return (400, Error("invalid_request_error", "token_already_used"));
        var id = $"pm_{Next()}_{token}";
        methods[id] = new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_method",
            ["type"] = "card",
            ["customer"] = null,
            ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = "4242", ["exp_month"] = 8, ["exp_year"] = 2031 },
        };
        return (200, methods[id].ToJsonString());
    }

    private (int, string) Attach(string id, string customer)
    {
        if (!methods.TryGetValue(id, out var method)) return Missing;
        if (id.EndsWith("tok_refused", StringComparison.Ordinal)) return (402, Error("card_error", "card_declined", "lost_card"));
        method["customer"] = customer;
        return (200, method.ToJsonString());
    }

    private (int, string) Detach(string id)
    {
        if (!methods.TryGetValue(id, out var method)) return Missing;
        if (method["customer"] is null) return (400, Error("invalid_request_error", null));
        method["customer"] = null;
        return (200, method.ToJsonString());
    }

    private (int, string) Pay(Dictionary<string, string> form)
    {
        if (!methods.TryGetValue(form["payment_method"], out var method) || (string?)method["customer"] != form["customer"]) return (400, Error("invalid_request_error", "resource_missing"));
        var decline = form["payment_method"].Split("_tok_")[1] switch
        {
            "visa" => null,
            "chargeDeclinedInsufficientFunds" => "insufficient_funds",
            "authenticationRequired" => "authentication_required",
            _ => "generic_decline",
        };
        var code = decline switch { null => null, "authentication_required" => decline, _ => "card_declined" };
        var id = $"pi_{Next()}";
        intents[id] = new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = long.Parse(form["amount"], System.Globalization.CultureInfo.InvariantCulture),
            ["amount_received"] = decline is null ? long.Parse(form["amount"], System.Globalization.CultureInfo.InvariantCulture) : 0,
            ["currency"] = form["currency"],
            ["customer"] = form["customer"],
            ["client_secret"] = $"{id}_secret_1",
            ["status"] = decline is null ? "succeeded" : "requires_payment_method",
            ["last_payment_error"] = decline is null ? null : new JsonObject { ["type"] = "card_error", ["code"] = code, ["decline_code"] = decline },
            ["metadata"] = new JsonObject(form.Where(pair => pair.Key.StartsWith("metadata[", StringComparison.Ordinal))
                .Select(pair => KeyValuePair.Create(pair.Key[9..^1], (JsonNode?)pair.Value))),
        };
        if (decline is null) return (200, intents[id].ToJsonString());
        var error = JsonNode.Parse(Error("card_error", code, decline))!;
        error["error"]!["payment_intent"] = intents[id].DeepClone();
        return (402, error.ToJsonString());
    }

    private (int, string) Cancel(string id)
    {
        if (!intents.TryGetValue(id, out var intent)) return Missing;
        if ((string?)intent["status"] == "succeeded") return (400, Error("invalid_request_error", "payment_intent_unexpected_state"));
        intent["status"] = "canceled";
        intent["last_payment_error"] = null;
        intent["cancellation_reason"] = null;
        return (200, intent.ToJsonString());
    }

    /// <summary>Newest first, two a page, so that a list has pages.</summary>
    private (int, string) List(HttpContext context)
    {
        var query = context.Request.Query;
        var all = intents.Values.Where(intent => (string?)intent["customer"] == query["customer"]).OrderByDescending(intent => int.Parse(((string)intent["id"]!)[3..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var from = query["starting_after"].ToString() is { Length: > 0 } after ? all.FindIndex(intent => (string?)intent["id"] == after) + 1 : 0;
        var page = all.Skip(from).Take(2).ToList();
        return (200, $$"""{"object":"list","data":[{{string.Join(',', page.Select(intent => intent.ToJsonString()))}}],"has_more":{{(from + 2 < all.Count ? "true" : "false")}}}""");
    }

    private int Next() => Interlocked.Increment(ref ids);

    private static string Error(string type, string? code, string? decline = null) => JsonSerializer.Serialize(new
    {
        error = new Dictionary<string, string?> { ["type"] = type, ["code"] = code, ["decline_code"] = decline, ["message"] = $"No such thing for {Key}" }
            .Where(pair => pair.Value is not null).ToDictionary(),
    });

    private static async Task FailAsync(HttpContext context, StripeFault fault)
    {
        if (fault.Status == 0)
        {
            context.Abort();
            return;
        }

        if (fault.ShouldRetry is not null) context.Response.Headers["Stripe-Should-Retry"] = fault.ShouldRetry;
        await WriteAsync(context, fault.Status, Error("api_error", null));
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}

internal sealed record StripeRequest(string Line, IReadOnlyDictionary<string, string> Form, string Key, string Authorization, string Version);

/// <param name="Status">0 breaks the connection off.</param>
/// <param name="Done">Whether the request is done all the same.</param>
internal sealed record StripeFault(int Status, bool Done = false, string? ShouldRetry = null);
