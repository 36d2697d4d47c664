using Grains.Chat.Models;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.Embedded;

/// <summary>
/// The built-in answerer, which needs no key and no network. It answers only from the passages it is given: it finds the
/// sentences that fit the question and quotes them with their sources, and says so where there are none. The same request always
/// gives the same text.
/// </summary>
/// <param name="tokensPerSecond">The pace of streaming; 0 for none.</param>
internal sealed class EmbeddedChatClient(double tokensPerSecond, TimeProvider clock) : IChatClient
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
        ArgumentNullException.ThrowIfNull(messages);
        var asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var request = options?.AdditionalProperties?.GetValueOrDefault(AnswerProperties.Request) as AnswerRequest ?? PromptReader.Read(asked);
        var (text, used) = Answer(request);
        return PacedAnswer.StreamAsync(
            text,
            asked.Sum(message => TextPieces.Count(message.Text)),
            options?.MaxOutputTokens ?? int.MaxValue,
            tokensPerSecond,
            request.Continue?.Length ?? 0,
            used,
            whole: false,
            clock,
            cancellationToken);
    }

    /// <summary>What is asked of the user themselves is answered from memory, and so is what no document answers but memory does.</summary>
    private static (string Text, UsedMaterial Used) Answer(AnswerRequest request)
    {
        if (MemoryAnswer.Recall(request) is { } recalled) return (recalled.Text, new UsedMaterial([], recalled.Used));
        var (text, used) = AnswerComposer.Compose(request);
        return used.Count == 0 && MemoryAnswer.Find(request) is { } found
            ? (found.Text, new UsedMaterial([], found.Used))
            : (text, new UsedMaterial(used, []));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }
}
