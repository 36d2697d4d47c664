using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.OpenAi;

/// <summary>
/// Any OpenAI-compatible server as an <see cref="IChatClient"/>: one POST, and the events of its answer. It retries nothing and waits
/// without limit: the caller does both. The key goes to the configured base URL only. Pieces that have arrived together are passed
/// on together; none is waited for.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker http;
    private readonly AuthenticationHeaderValue? authorization;
    private readonly ChatRequestJson requests;
    private readonly Uri baseUrl;
    private readonly Uri address;
    private readonly string model;

    public OpenAiChatClient(ProviderOptions options)
    {
        baseUrl = new Uri(options.BaseUrl);
        address = new Uri(options.BaseUrl.TrimEnd('/') + "/chat/completions");
        model = options.Model;
        authorization = options.ApiKey.Length > 0 ? new AuthenticationHeaderValue("Bearer", options.ApiKey) : null;
        requests = new ChatRequestJson(
            model, options.MaxCompletionTokens ?? baseUrl.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase));
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        });
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = Request(messages, options);
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw OpenAiErrors.Translate(response);

        using var events = new EventReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        using var batch = new ChatEventBatch();
        while (await events.FillAsync(cancellationToken))
        {
            batch.Read(events);
            if (batch.TakeText() is { } text) yield return new ChatResponseUpdate(ChatRole.Assistant, text);
            batch.ThrowIfBroken();
            if (batch.TakeRest() is { } rest) yield return rest;
            if (batch.IsDone) yield break;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", baseUrl, model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(requests.Write(messages, options)) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Authorization = authorization;
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("User-Agent", "Grains");
        return request;
    }
}
