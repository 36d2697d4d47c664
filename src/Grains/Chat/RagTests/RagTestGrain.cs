using System.Text;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Clones;
using Grains.Knowledge;
using Grains.Outcomes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Grains.Chat.RagTests;

/// <summary>The steps of a session's turn, without a session: retrieve, fit, answer; each measured.</summary>
[StatelessWorker]
internal sealed partial class RagTestGrain(
    IAnswerer answerer, RagTestLog facts, IOptions<ChatOptions> options, TimeProvider clock, ILogger<RagTestGrain> logger) : Grain, IRagTestGrain
{
    private const string KeyPrefix = "rag-test-";

    /// <summary>Sooner than whoever waits gives up.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(100);

    private Guid CloneId => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(KeyPrefix.Length), "N");

    public async Task<Outcome<RagTestView>> RunAsync(RunRagTest command, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(command.Query) || command.Query.Length > options.Value.MaxMessageLength || !StorableText.Is(command.Query))
            return Refusal.Invalid("chat.bad_test_query", "test_query", $"test_query must be a text of 1 to {options.Value.MaxMessageLength} characters.");
        var found = await GrainFactory.Clone(CloneId).GetSnapshotAsync(command.UserId, cancel);
        if (found.IsRefused(out var refusal, out var clone))
            return refusal;
        if (clone.OwnerId != command.UserId)
            return CloneRefusals.NotFound;

        using var late = new CancellationTokenSource(Deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var view = await AnswerAsync(clone, command.Query, stop.Token);
            var tested = new RagTested(
                view.Model, view.InputTokens, view.OutputTokens, view.Retrieved.Length, Math.Round(view.ProcessingTime.TotalMilliseconds, 3));
            await facts.SaveAsync(CloneId, tested, cancel);
            return view;
        }
        catch (ModelFailedException failure)
        {
            LogFailed(clone.Rag.ResponseModel, failure.Code);
            return new Refusal(RefusalKind.Unavailable, failure.Code, failure.Message) { RetryAfter = failure.RetryAfter };
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.Unavailable, ModelFailures.Timeout, "The model did not answer in time.");
        }
    }

    private async Task<RagTestView> AnswerAsync(CloneSnapshot clone, string query, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var search = new SearchKnowledge(SearchText.From(query, []), options.Value.Passages, clone.Rag.SimilarityThreshold);
        var retrieved = await GrainFactory.Retriever(clone.CloneId).SearchAsync(search, cancel);
        var passages = AnswerContext.Fit(retrieved.Passages, clone.Rag.MaxContextLength);
        var request = new AnswerRequest(
            clone.Rag.ResponseModel,
            new AnswerPersona(clone.Name, clone.Description, clone.Bio, clone.Personality, clone.ExpertiseAreas),
            passages,
            [],
            query,
            clone.Rag.Temperature,
            clone.Rag.MaxTokens);

        var generating = clock.GetTimestamp();
        var text = new StringBuilder();
        AnswerChunk? last = null;
        await foreach (var chunk in answerer.AnswerAsync(request, cancel))
        {
            text.Append(chunk.Text);
            if (chunk.FinishReason is not null) last = chunk;
        }

        var ended = clock.GetTimestamp();
        return new RagTestView(
            text.ToString(),
            [.. passages],
            AnswerContext.SourcesOf(passages, last?.UsedPassages),
            passages.Sum(static passage => passage.Text.Length),
            retrieved.EmbeddingTime,
            retrieved.SearchTime,
            clock.GetElapsedTime(generating, ended),
            clock.GetElapsedTime(began, ended),
            clone.Rag.ResponseModel,
            last?.Usage?.InputTokens ?? 0,
            last?.Usage?.OutputTokens ?? answerer.CountTokens(text.ToString()),
            last?.FinishReason ?? "stop");
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A test of the model {Model} failed with {Code}.")]
    private partial void LogFailed(string model, string code);
}
