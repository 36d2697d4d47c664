using System.Collections.Immutable;
using Grains.Chat.Attachments;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;
using Grains.Memory;
using Microsoft.Extensions.Logging;

namespace Grains.Chat;

/// <summary>
/// Answers a session's accepted messages, one after the other: retrieves, streams, stores parts now and then, and ends each
/// turn exactly once with its charge in the same write. Runs interleaved with the grain's other work, on its scheduler.
/// </summary>
internal sealed class SessionTurns(
    SessionJournal journal, SessionBilling billing, SessionAttachments attachments, IGrainFactory grains, IAnswerer answerer, ChatOptions options, TimeProvider clock, ILogger logger)
{
    private RunningAnswer? running;

    /// <summary>The answer in progress, of a message that is stored; null between turns.</summary>
    public LiveAnswer? Live => running is { IsAccepted: true } ? running.Live : null;

    public bool IsIdle => running is null;

    /// <summary>Stops the answer that is being written, if there is one.</summary>
    /// <param name="moneyIsGone">Whether that is because it can no longer be paid for, and not because somebody said so.</param>
    public void Cancel(bool moneyIsGone = false) => running?.Cancel(moneyIsGone);

    /// <summary>The process or the activation goes: the answer that is being written is left for the next one.</summary>
    public void Halt() => running?.Halt();

    /// <summary>Begins to answer a message.</summary>
    public RunningAnswer Begin(OpenTurn turn)
    {
        var begun = running = new RunningAnswer(turn, turn.Stored.Length > 0 ? answerer.CountTokens(turn.Stored) : 0);
        begun.Ending = AnswerAsync(begun);
        return begun;
    }

    /// <summary>The answer is stored, or its message never will be.</summary>
    public void Forget(RunningAnswer answer)
    {
        if (!answer.Ending.IsCompleted) answer.Halt();
        if (running != answer) return;
        running = null;
        billing.RunningMicros = 0;
    }

    /// <summary>Answers what is open until nothing is, or the process stops: then the running answer is left for the next activation.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && journal.State.OpenTurns is [var turn, ..])
        {
            var answering = running is { } begun && begun.Live.Turn.Turn == turn.Turn ? begun : Begin(turn);
            answering.Accept(turn);
            journal.Pulse();
            try
            {
                AnswerCompleted? answer;
                await using (stopping.UnsafeRegister(static answering => ((RunningAnswer)answering!).Halt(), answering)) answer = await answering.Ending;
                if (answer is null) return;
                await billing.AppendAsync(state =>
                    state.FindOpen(turn.Turn) is not null ? billing.Completion(state, answer) : null);
            }
            finally
            {
                Forget(answering);
                journal.Pulse();
            }
        }
    }

    /// <summary>The turn's ending; null where the process stops and it stays open.</summary>
    private async Task<AnswerCompleted?> AnswerAsync(RunningAnswer answering)
    {
        try
        {
            return await TryAnswerAsync(answering);
        }
        finally
        {
            answering.Stir();
        }
    }

    private async Task<AnswerCompleted?> TryAnswerAsync(RunningAnswer answering)
    {
        var live = answering.Live;
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
                await StreamAsync(answering, result, answering.Stopped);
            }
            catch (OperationCanceledException) when (answering.IsHalted)
            {
                if (answering.IsAccepted) await StorePartAsync(live);
                return null;
            }
            catch (OperationCanceledException) when (answering.Stopped.IsCancellationRequested)
            {
                if (answering.IsMoneyGone) result.CutShort("wallet.insufficient_funds");
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
            clock.GetElapsedTime(began), result.InputTokens, tokens, result.FailureCode, 0)
        {
            PassagesGiven = result.PassagesGiven,
            PassagesUsed = result.PassagesUsed,
            MemoryUsed = result.MemoryUsed,
        };
    }

    private async Task StreamAsync(RunningAnswer answering, Result result, CancellationToken cancel)
    {
        var live = answering.Live;
        var began = clock.GetTimestamp();
        var state = journal.State;
        var clone = state.Snapshot!;
        var history = HistoryOf(state);
        var search = new SearchKnowledge(SearchText.From(live.Turn.Question, history), options.Passages, clone.Rag.SimilarityThreshold);
        var retrieved = await AcrossSilos.AskAsync(() => grains.Retriever(clone.CloneId).SearchAsync(search, cancel), clock, cancel);
        if (retrieved.IsGone) throw new ModelFailedException("clones.deleted", "The expert was deleted.");
        var passages = AnswerContext.Fit(retrieved.Passages, clone.Rag.MaxContextLength);
        result.PassagesGiven = passages.Length;
        if (SessionAttachments.FilesOf(live.Turn, state.History, options.HistoryTurns) is { } files)
            passages = await attachments.WithFilesAsync(files, search.Query, passages, clone.Rag, cancel);
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
            Memory = state.Memory,
        };

        await foreach (var chunk in answerer.AnswerAsync(request, cancel))
        {
            if (chunk.Text.Length > 0)
            {
                var tokens = answerer.CountTokens(chunk.Text);
                var fits = live.Length + chunk.Text.Length <= options.MaxAnswerLength;
                if (!fits || !await AffordAsync(live, tokens, cancel))
                {
                    if (fits) await AppendAffordableAsync(live, chunk.Text, cancel);
                    result.CutShort(fits ? "wallet.insufficient_funds" : "chat.answer_too_long");
                    result.Sources = AnswerContext.SourcesOf(passages, null);
                    return;
                }

                live.Append(chunk.Text, tokens);
                if (answering.IsAccepted) journal.Pulse();
                else answering.Stir();
                if (answering.IsAccepted && IsPartDue(live, began)) await StorePartAsync(live);
            }

            if (chunk.FinishReason is null) continue;
            if (chunk.FinishReason == "length") result.CutShort("chat.answer_too_long");
            result.InputTokens = chunk.Usage?.InputTokens ?? 0;
            result.OutputTokens = chunk.Usage?.OutputTokens;
            result.PassagesUsed = AnswerContext.CountKnowledge(passages, chunk.UsedPassages);
            result.Sources = AnswerContext.SourcesOf(passages, chunk.UsedPassages);
            result.MemoryUsed = chunk.UsedMemory is { Count: > 0 } notes ? [.. notes.Select(index => state.Memory[index])] : null;
        }
    }

    /// <summary>The last turns that were answered, oldest first.</summary>
    private List<TranscriptTurn> HistoryOf(ChatSessionState state)
    {
        var history = new List<TranscriptTurn>(options.HistoryTurns);
        for (var at = state.History.Length - 1; at >= 0 && history.Count < options.HistoryTurns; at--)
        {
            var (_, question, completed) = state.History[at];
            if (completed.Text.Length > 0) history.Add(new TranscriptTurn(question, completed.Text));
        }

        history.Reverse();
        return history;
    }

    /// <summary>Whether the next piece can be paid for, leasing more where the escrow runs out; if so, its price is promised.</summary>
    private async ValueTask<bool> AffordAsync(LiveAnswer live, int tokens, CancellationToken cancel)
    {
        var price = billing.Pricing.OfTokens(live.Tokens + tokens);
        var running = Math.Max(0, price - live.Turn.ReservedMicros);
        while (billing.FreeMicros < running - billing.RunningMicros)
        {
            // At least one: the escrow may hold less than is promised already, and the loop ends only when it does not.
            var need = Math.Max(1, Math.Max(running - billing.RunningMicros, billing.Pricing.MinimumBeyondReserve()));
            if (await AcrossSilos.AskAsync(() => billing.EnsureAsync(need), clock, cancel) is not null) return false;
            cancel.ThrowIfCancellationRequested();
        }

        billing.RunningMicros = running;
        return true;
    }

    /// <summary>Of a piece that is too dear as a whole, the words from its beginning that can be paid for: pieces come as large as they arrive.</summary>
    private async ValueTask AppendAffordableAsync(LiveAnswer live, string text, CancellationToken cancel)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
            var word = text[at..end];
            var tokens = answerer.CountTokens(word);
            if (!await AffordAsync(live, tokens, cancel)) return;
            live.Append(word, tokens);
            at = end;
        }
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

    private sealed class Result
    {
        public AnswerEnding Ending { get; set; } = AnswerEnding.Complete;

        public ImmutableArray<AnswerSource> Sources { get; set; } = [];

        public int PassagesGiven { get; set; }

        public int PassagesUsed { get; set; }

        public ImmutableArray<MemoryNote>? MemoryUsed { get; set; }

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
