using System.Text;
using Grains.Chat.Models;
using Grains.Summaries;
using Grains.Summaries.Extraction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ChatOptions = Microsoft.Extensions.AI.ChatOptions;

namespace Grains.Providers.Models.Summaries;

/// <summary>Has a configured provider's model summarise, under the provider's own time limits and circuit; tried once.</summary>
internal sealed class ModelSummaryWriter(
    ModelCatalog catalog, IOptions<SummaryOptions> options, TimeProvider clock, ILogger<ModelSummaryWriter> log) : ISummaryWriter
{
    private const int MaxTokens = 2_000;
    private const int MaxCharacters = 64_000;

    public bool Writes(string model) => !ModelCatalog.IsBuiltIn(catalog.Find(model).Name);

    public async Task<SummaryContent> WriteAsync(
        string model, Guid sessionId, Transcript transcript, SummaryWishes wishes, CancellationToken cancel)
    {
        var configured = catalog.Find(model);
        if (!configured.Breaker.TryEnter(out _)) throw new ModelFailedException(ModelFailures.Unavailable, "The model is being left alone for a moment.");

        var messages = SummaryPrompt.Build(transcript, wishes, options.Value.MaxPromptCharacters);
        using var limit = new CancellationTokenSource(options.Value.ModelTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            var text = await ReadAsync(configured, messages, both.Token);
            return SummaryJson.Parse(text, sessionId, transcript, wishes);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new ModelFailedException(ModelFailures.Timeout, "The model took too long.");
        }
    }

    private async Task<string> ReadAsync(ConfiguredModel model, IReadOnlyList<ChatMessage> messages, CancellationToken cancel)
    {
        var asked = new ChatOptions { Temperature = 0, MaxOutputTokens = MaxTokens };
        await using var stream = new GuardedStream(model, token => model.Client.GetStreamingResponseAsync(messages, asked, token), clock, log, cancel);
        await stream.BeginAsync(TimeSpan.FromSeconds(model.Limits.TimeoutSeconds));
        var text = new StringBuilder();
        do
        {
            text.Append(stream.Current.Text);
            if (text.Length > MaxCharacters) throw new ModelFailedException(ModelFailures.BrokenStream, "The model's summary has no end.");
        }
        while (await stream.MoveNextAsync());

        stream.RequireFinish();
        return text.ToString();
    }
}
