using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Chat;

/// <summary>
/// One activation's hold on its session's log: what the events add up to, the last of them in memory, and the one way to append.
/// Appends take turns, and each decides on the state that the one before left, so that a decision is never stale. State becomes
/// current when it is stored. After a conflict or a failed write the journal is lost: only a new activation knows the truth.
/// </summary>
internal sealed class SessionJournal(string stream, IEventLog log, TimeProvider clock)
{
    /// <summary>Events kept in memory for watchers that are nearly up to date, twice as many at most.</summary>
    private const int RecentEvents = 64;

    /// <summary>Events that one read takes for a watcher that is further behind.</summary>
    private const int PageOfEvents = 512;

    private readonly List<SessionEvent> recent = [];
    private readonly Dictionary<string, AcceptedTurn> accepted = new(StringComparer.Ordinal);
    private Task lastTurn = Task.CompletedTask;
    private TaskCompletionSource changed = NewSignal();
    private long epoch;

    public ChatSessionState State { get; private set; } = ChatSessionState.Empty;

    public string Stream => stream;

    public long Epoch => epoch;

    public bool IsLost { get; private set; }

    /// <summary>Completes at the next change; take it before looking, so that none is missed.</summary>
    public Task Changed => changed.Task;

    public async Task OpenAsync(CancellationToken cancel)
    {
        epoch = (await log.GetHeadAsync(stream, cancel)).Epoch + 1;
        const int page = 1_000;
        IReadOnlyList<LoggedEvent> read;
        do
        {
            read = await log.ReadAsync(new StreamSlice(stream, State.Seq, page), cancel);
            foreach (var logged in read)
            {
                var happened = SessionEventCodec.Decode(logged);
                State = SessionFold.Apply(State, happened);
                Remember(happened);
            }

            // Another activation may have written since the head was read.
            if (read.Count > 0) epoch = Math.Max(epoch, read[^1].Epoch + 1);
        }
        while (read.Count == page);

        // Turns that are open are streamed before anything is stored. Unless the epoch is taken first, whoever comes next has the same
        // one, and watchers would go on in the middle of another text.
        if (!State.OpenTurns.IsEmpty) await TakeEpochAsync(cancel);
    }

    /// <summary>The turn of a message that was accepted; null where there is none under this id.</summary>
    public AcceptedTurn? FindAccepted(string clientMessageId) =>
        accepted.TryGetValue(clientMessageId, out var known) ? known : null;

    /// <summary>Appends what is decided on the current state; null decides that there is nothing to do.</summary>
    /// <exception cref="SessionJournalLostException">The outcome is unknown or another activation writes: deactivate.</exception>
    public Task<AppendStatus> AppendAsync(Func<ChatSessionState, SessionDraft?> decide) => InTurnAsync(async () =>
    {
        if (IsLost) throw new SessionJournalLostException(stream, null);
        return decide(State) is { Events.Count: > 0 } draft ? await WriteAsync(draft) : AppendStatus.Appended;
    });

    /// <summary>Looks whether another activation has written meanwhile: then this one is lost, though it has not tried to write itself.</summary>
    public Task<bool> IsOvertakenAsync(CancellationToken cancel) => InTurnAsync(async () =>
    {
        IsLost |= (await log.GetHeadAsync(stream, cancel)).Seq != State.Seq;
        return IsLost;
    });

    /// <summary>Runs something while no append is under way, and none begins.</summary>
    public Task<T> InTurnAsync<T>(Func<Task<T>> action)
    {
        var turn = RunAfterAsync(lastTurn, action);
        lastTurn = turn;
        return turn;
    }

    /// <summary>Stored events after a number, in order; those in memory without a read.</summary>
    public async ValueTask<IReadOnlyList<SessionEvent>> ReadAfterAsync(long after, CancellationToken cancel)
    {
        if (after >= State.Seq) return [];
        if (recent.Count > 0 && recent[0].Seq <= after + 1) return recent.GetRange((int)(after + 1 - recent[0].Seq), (int)(State.Seq - after));
        var read = await log.ReadAsync(new StreamSlice(stream, after, PageOfEvents), cancel);
        return [.. read.Select(SessionEventCodec.Decode)];
    }

    public async Task<IReadOnlyList<SessionEvent>> ReadMessagesAsync(int offset, int limit, CancellationToken cancel)
    {
        var slice = new StreamSlice(stream, 0, limit, offset, SessionEventCodec.Accepted, SessionEventCodec.Completed);
        return [.. (await log.ReadAsync(slice, cancel)).Select(SessionEventCodec.Decode)];
    }

    /// <summary>How a turn ended; null where it has not, or never was.</summary>
    public async Task<AnswerCompleted?> FindEndingAsync(int turn, CancellationToken cancel)
    {
        if (State.FindClosed(turn) is { } remembered) return remembered.Completed;
        IReadOnlyList<LoggedEvent> page;
        for (var after = 0L; ; after = page[^1].Seq)
        {
            page = await log.ReadAsync(new StreamSlice(stream, after, 500, 0, SessionEventCodec.Completed), cancel);
            if (page.Count == 0) return null;
            var found = page.Select(SessionEventCodec.Decode).OfType<AnswerCompleted>().FirstOrDefault(completed => completed.Turn == turn);
            if (found is not null) return found;
        }
    }

    /// <summary>Wakes everybody who waits for <see cref="Changed"/>.</summary>
    public void Pulse()
    {
        var completed = changed;
        changed = NewSignal();
        completed.TrySetResult();
    }

    /// <summary>What became of the turn before is its own caller's affair.</summary>
    private static async Task<T> RunAfterAsync<T>(Task before, Func<Task<T>> action)
    {
        if (!before.IsCompleted) await Task.WhenAny(before);
        return await action();
    }

    private async Task TakeEpochAsync(CancellationToken cancel)
    {
        var taken = await log.AppendAsync(new LogAppend(stream, State.Seq, epoch, clock.GetUtcNow(), []) { Unfinished = true, TakesEpoch = true }, cancel);
        if (taken.Status != AppendStatus.Appended) throw new TemporarilyUnavailableException($"{stream} is written by another activation.");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<AppendStatus> WriteAsync(SessionDraft draft)
    {
        var at = clock.GetUtcNow();
        if (at < State.LastActivityAt) at = State.LastActivityAt;
        var numbered = new SessionEvent[draft.Events.Count];
        var encoded = new NewEvent[draft.Events.Count];
        var next = State;
        for (var i = 0; i < numbered.Length; i++)
        {
            var (happened, operationId) = draft.Events[i];
            encoded[i] = SessionEventCodec.Encode(happened, operationId);
            numbered[i] = happened with { Seq = State.Seq + 1 + i, Epoch = epoch, At = at };
            next = SessionFold.Apply(next, numbered[i]);
        }

        var append = new LogAppend(stream, State.Seq, epoch, at, encoded) { Postings = draft.Postings, Unfinished = next.OpenTurns.Length > 0 };

        AppendResult result;
        try
        {
            result = await log.AppendAsync(append, CancellationToken.None);
        }
        catch (Exception failure)
        {
            IsLost = true;
            throw new SessionJournalLostException(stream, failure);
        }

        if (result.Status == AppendStatus.InsufficientFunds) return result.Status;
        if (result.Status != AppendStatus.Appended)
        {
            IsLost = true;
            throw new SessionJournalLostException(stream, null);
        }

        State = next;
        foreach (var happened in numbered) Remember(happened);
        Pulse();
        return result.Status;
    }

    private void Remember(SessionEvent happened)
    {
        if (happened is MessageAccepted message)
        {
            accepted[message.ClientMessageId] = new AcceptedTurn(
                message.Turn, message.MessageId, message.AnswerId, message.Seq, SessionFold.HashOf(message.Text, message.Attachments?.Select(static file => file.AttachmentId)));
        }

        recent.Add(happened);
        if (recent.Count > 2 * RecentEvents) recent.RemoveRange(0, recent.Count - RecentEvents);
    }
}

/// <summary>What one append is to store: events, and the money that moves with them.</summary>
internal sealed record SessionDraft(IReadOnlyList<DraftEvent> Events)
{
    public IReadOnlyList<Posting> Postings { get; init; } = [];

    public static SessionDraft Of(SessionEvent happened, string? operationId = null) => new([new DraftEvent(happened, operationId)]);
}

internal readonly record struct DraftEvent(SessionEvent Happened, string? OperationId = null);

/// <summary>This activation no longer knows what is stored, or cannot go on from it. It never leaves the grain.</summary>
internal sealed class SessionJournalLostException(string stream, Exception? cause)
    : Exception($"{stream} cannot go on: its log was written by another activation, or a write of its own failed.", cause);
