using Grains.Chat.Models;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.Embedded;

/// <summary>Streams the question back. It measures everything but a model.</summary>
internal sealed class EchoChatClient(double tokensPerSecond, TimeProvider clock) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        return updates.ToChatResponse();
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var request = options?.AdditionalProperties?.GetValueOrDefault(AnswerProperties.Request) as AnswerRequest;
        return PacedAnswer.StreamAsync(
            asked.Count > 0 ? asked[^1].Text : "",
            asked.Sum(message => TextPieces.Count(message.Text)),
            options?.MaxOutputTokens ?? int.MaxValue,
            tokensPerSecond,
            request?.Continue?.Length ?? 0,
            new UsedMaterial([], []),
            whole: tokensPerSecond == 0,
            clock,
            cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }
}
