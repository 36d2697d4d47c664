using System.Collections.Immutable;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;
using Microsoft.Extensions.Logging;

namespace Grains.Chat;

/// <summary>
/// Answers a session's accepted messages, one after the other: retrieves, streams, stores parts now and then, and ends each
/// turn exactly once with its charge in the same write. Runs interleaved with the grain's other work, on its scheduler.
/// </summary>
internal sealed class SessionTurns(
    SessionJournal journal, SessionBilling billing, IGrainFactory grains, IAnswerer answerer, ChatOptions options, TimeProvider clock, ILogger logger)
{
    private CancellationTokenSource? stop;
    private bool isMoneyGone;

    /// <summary>The answer in progress; null between turns.</summary>
    public LiveAnswer? Live { get; private set; }

    /// <summary>Stops the answer that is being written, if there is one.</summary>
    /// <param name="moneyIsGone">Whether that is because it can no longer be paid for, and not because somebody said so.</param>
    public void Cancel(bool moneyIsGone = false)
    {
        if (stop is null or { IsCancellationRequested: true }) return;
        isMoneyGone = moneyIsGone;
        stop.Cancel();
    }

    /// <summary>Answers what is open until nothing is, or the process stops: then the running answer is left for the next activation.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && journal.State.OpenTurns is [var turn, ..])
        {
            var live = Live = new LiveAnswer(turn, turn.Stored.Length > 0 ? answerer.CountTokens(turn.Stored) : 0);
            using (stop = CancellationTokenSource.CreateLinkedTokenSource(stopping))
            {
                journal.Pulse();
                try
                {
                    var answer = await AnswerAsync(live, stopping);
                    if (answer is null) return;
                    await billing.AppendAsync(state =>
                        state.OpenTurns.Exists(open => open.Turn == turn.Turn) ? billing.Completion(state, answer) : null);
                }
                finally
                {
                    stop = null;
                    Live = null;
                    billing.RunningMicros = 0;
                    journal.Pulse();
                }
            }
        }
    }

    /// <summary>The turn's ending; null where the process stops and it stays open.</summary>
    private async Task<AnswerCompleted?> AnswerAsync(LiveAnswer live, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var clone = journal.State.Snapshot!;
        var result = new Result();
        if (live.Length > 0 && !answerer.CanContinue(clone.Rag.ResponseModel))
        {
            result.Ending = AnswerEnding.Interrupted;
        }
        else
        {
            try
            {
                await StreamAsync(live, result, stop!.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await StorePartAsync(live);
                return null;
            }
            catch (OperationCanceledException) when (stop!.IsCancellationRequested)
            {
                if (isMoneyGone) result.CutShort("wallet.insufficient_funds");
                else result.Ending = AnswerEnding.Cancelled;
            }
            catch (ModelFailedException failure)
            {
                logger.ModelFailed(clone.Rag.ResponseModel, failure.Code);
                result.Fail(failure.Code, continued: live.Turn.Stored.Length > 0);
            }
            catch (Exception failure) when (failure is not SessionJournalLostException)
            {
                logger.TurnFailed(failure, live.Turn.AnswerId);
                result.Fail("chat.internal", continued: live.Turn.Stored.Length > 0);
            }
        }

        var tokens = result.OutputTokens ?? live.Tokens;
        return new AnswerCompleted(
            live.Turn.Turn, live.Turn.AnswerId, result.Ending, live.ToString(), result.Sources, 0, 0, TimeSpan.Zero,
            clock.GetElapsedTime(began), result.InputTokens, tokens, result.FailureCode, 0);
    }

    private async Task StreamAsync(LiveAnswer live, Result result, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var state = journal.State;
        var clone = state.Snapshot!;
        TranscriptTurn[] history =
        [
            .. state.History.Where(turn => turn.Completed.Text.Length > 0).TakeLast(options.HistoryTurns)
                .Select(turn => new TranscriptTurn(turn.Question, turn.Completed.Text)),
        ];
        var search = new SearchKnowledge(SearchText.From(live.Turn.Question, history), options.Passages, clone.Rag.SimilarityThreshold);
        var retrieved = await AcrossSilos.AskAsync(() => grains.Retriever(clone.CloneId).SearchAsync(search, cancel), clock, cancel);
        if (retrieved.IsGone) throw new ModelFailedException("clones.deleted", "The expert was deleted.");
        var passages = Fit(retrieved.Passages, clone.Rag.MaxContextLength);
        var request = new AnswerRequest(
            clone.Rag.ResponseModel,
            new AnswerPersona(clone.Name, clone.Description, clone.Bio, clone.Personality, clone.ExpertiseAreas),
            passages,
            history,
            live.Turn.Question,
            clone.Rag.Temperature,
            clone.Rag.MaxTokens)
        {
            Continue = live.Length > 0 ? live.ToString() : null,
        };

        await foreach (var chunk in answerer.AnswerAsync(request, cancel))
        {
            if (chunk.Text.Length > 0)
            {
                var tokens = answerer.CountTokens(chunk.Text);
                var fits = live.Length + chunk.Text.Length <= options.MaxAnswerLength;
                if (!fits || !await AffordAsync(live, tokens))
                {
                    result.CutShort(fits ? "wallet.insufficient_funds" : "chat.answer_too_long");
                    result.Sources = SourcesOf(passages, null);
                    return;
                }

                live.Append(chunk, tokens);
                journal.Pulse();
                if (IsPartDue(live, began)) await StorePartAsync(live);
            }

            if (chunk.FinishReason is null) continue;
            if (chunk.FinishReason == "length") result.CutShort("chat.answer_too_long");
            result.InputTokens = chunk.Usage?.InputTokens ?? 0;
            result.OutputTokens = chunk.Usage?.OutputTokens;
            result.Sources = SourcesOf(passages, chunk.UsedPassages);
        }
    }

    /// <summary>Whether the next piece can be paid for, leasing more where the escrow runs out; if so, its price is promised.</summary>
    private async ValueTask<bool> AffordAsync(LiveAnswer live, int tokens)
    {
        var price = billing.Pricing.OfTokens(live.Tokens + tokens);
        var running = Math.Max(0, price - live.Turn.ReservedMicros);
        while (billing.FreeMicros < running - billing.RunningMicros)
        {
            var need = Math.Max(running - billing.RunningMicros, billing.Pricing.MinimumBeyondReserve());
            if (await AcrossSilos.AskAsync(() => billing.EnsureAsync(need), clock, stop!.Token) is not null) return false;
        }

        billing.RunningMicros = running;
        return true;
    }

    private bool IsPartDue(LiveAnswer live, long began) => live.HasStoredPart
        ? live.Tokens - live.TokensAtLastPart >= options.TokensPerPart
        : live.Tokens >= options.TokensPerPart || clock.GetElapsedTime(began) >= options.FirstPartAfter;

    private async Task StorePartAsync(LiveAnswer live)
    {
        if (live.StoredLength == live.Length) return;
        var offset = live.StoredLength;
        var part = new AnswerPart(live.Turn.Turn, live.Turn.AnswerId, offset, live.From(offset));
        live.StoredLength = live.Length;
        live.TokensAtLastPart = live.Tokens;
        await journal.AppendAsync(_ => SessionDraft.Of(part));
    }

    /// <summary>The best passages that fit into the clone's context length, best first; always at least one.</summary>
    private static Passage[] Fit(ImmutableArray<Passage> passages, int maxContextLength)
    {
        var length = 0;
        return [.. passages.TakeWhile((passage, index) => (length += passage.Text.Length) <= maxContextLength || index == 0)];
    }

    private static ImmutableArray<AnswerSource> SourcesOf(Passage[] passages, IReadOnlyList<int>? used) =>
    [
        .. (used is null ? passages : used.Where(index => index >= 0 && index < passages.Length).Select(index => passages[index]))
            .GroupBy(passage => (passage.DocumentId, passage.Page))
            .Select(group => group.MaxBy(passage => passage.Score)!)
            .Select(passage => new AnswerSource(passage.DocumentTitle, passage.Page, passage.Section, passage.Score, passage.DocumentId)),
    ];

    private sealed class Result
    {
        public AnswerEnding Ending { get; set; } = AnswerEnding.Complete;

        public ImmutableArray<AnswerSource> Sources { get; set; } = [];

        public int InputTokens { get; set; }

        public int? OutputTokens { get; set; }

        public string? FailureCode { get; private set; }

        public void CutShort(string code)
        {
            Ending = AnswerEnding.CutShort;
            FailureCode = code;
        }

        /// <summary>An answer that was picked up again and cannot go on keeps what was stored; a new one has failed.</summary>
        public void Fail(string code, bool continued)
        {
            Ending = continued ? AnswerEnding.Interrupted : AnswerEnding.Failed;
            FailureCode = code;
        }
    }
}
