using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Grains.Providers.Models.OpenAi;

/// <summary>
/// Any OpenAI-compatible server as an <see cref="IChatClient"/>. It retries nothing and waits without limit: the caller does
/// both. The key goes to the configured base URL only.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    // A server that wants no key gets one that means nothing; the client library cannot leave it out.
    private const string NoKey = "none";

    private readonly ChatClient chat;
    private readonly HttpClient http;
    private readonly string model;
    private readonly Uri url;
    private readonly bool maxCompletionTokens;

    public OpenAiChatClient(ProviderOptions options)
    {
        url = new Uri(options.BaseUrl);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
#pragma warning disable RS0030 // The one client of this provider: no redirects, renewed connections, bounded bodies.
        http = new HttpClient(new LimitedBodyHandler(handler)) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
        model = options.Model;
        maxCompletionTokens = options.MaxCompletionTokens ?? url.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);
        chat = new ChatClient(
            model,
            new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : NoKey),
            new OpenAIClientOptions
            {
                Endpoint = url,
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
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
        var source = chat.CompleteChatStreamingAsync(messages.Select(Convert), Convert(options), cancellationToken);
        await using var updates = source.GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(updates)) yield return Convert(updates.Current);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", url, model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose() => http.Dispose();

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<StreamingChatCompletionUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ClientResultException failure)
        {
            throw OpenAiErrors.Translate(failure);
        }
    }

    private static OpenAI.Chat.ChatMessage Convert(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    private ChatCompletionOptions Convert(ChatOptions? options)
    {
        var converted = new ChatCompletionOptions { Temperature = options?.Temperature };
        if (options?.MaxOutputTokens is not { } limit) return converted;
        if (maxCompletionTokens)
        {
            converted.MaxOutputTokenCount = limit;
            return converted;
        }

#pragma warning disable SCME0001 // The library's only way to send a member that it has no property for.
        converted.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
        return converted;
    }

    private static ChatResponseUpdate Convert(StreamingChatCompletionUpdate update)
    {
        var converted = new ChatResponseUpdate { Role = ChatRole.Assistant, ResponseId = update.CompletionId, ModelId = update.Model };
        foreach (var part in update.ContentUpdate)
            if (part.Kind == ChatMessageContentPartKind.Text && part.Text.Length > 0) converted.Contents.Add(new TextContent(part.Text));
        if (!string.IsNullOrEmpty(update.RefusalUpdate)) converted.Contents.Add(new TextContent(update.RefusalUpdate));
        if (update.Usage is { } usage)
        {
            converted.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = usage.InputTokenCount,
                OutputTokenCount = usage.OutputTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
            }));
        }

        converted.FinishReason = update.FinishReason switch
        {
            null => null,
            OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
            OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        };
        return converted;
    }
}
