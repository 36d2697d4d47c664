using Grains.Chat;
using Grains.Clones;
using Grains.Storage;
using Simulation.Tests.Clients;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Invariants;

/// <summary>What must be true of a session's log at any moment, by itself and against what its clients were told.</summary>
internal sealed class SessionCheck(SessionHistory session, Book book, CommitTimes times, History history)
{
    /// <summary>
    /// An answer may wait for three crashes, slow storage, the turns before it, and a sweep every minute of a wall clock that may have been put
    /// back by ten.
    /// </summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(20);

    private readonly IReadOnlyList<LoggedEvent> logged = book.Read(new StreamSlice(session.Stream, 0, 10_000));

    public IReadOnlyList<SessionEvent> Run()
    {
        SessionEvent[] log = [.. logged.Select(SessionEventCodec.Decode)];
        CheckNumbers(log);
        CheckAcknowledged(log);
        CheckEndings(log);
        CheckBill(log);
        CheckActiveTime(log);
        return log;
    }

    /// <summary>Every accepted message has its ending; called when the world has come to rest.</summary>
    public static void RequireEndings(SessionHistory session, IReadOnlyList<SessionEvent> log, History history)
    {
        foreach (var accepted in log.OfType<MessageAccepted>())
        {
            history.Require(
                log.OfType<AnswerCompleted>().Any(completed => completed.Turn == accepted.Turn),
                Invariant.OneEnding,
                () => $"turn {accepted.Turn} of {session.Name} never ended");
        }
    }

    private void CheckNumbers(SessionEvent[] log)
    {
        var epoch = 0L;
        for (var index = 0; index < log.Length; index++)
        {
            var happened = log[index];
            history.Require(happened.Seq == index + 1, Invariant.OrderedAndResumable, () => $"{session.Name} has {happened.Seq} at place {index + 1}");
            history.Require(happened.Epoch >= epoch, Invariant.OrderedAndResumable, () => $"{session.Name} goes from epoch {epoch} back to {happened.Epoch} at {happened.Seq}");
            epoch = happened.Epoch;
            if (happened is ChatSessionStarted) history.Require(index == 0, Invariant.OnceOnly, () => $"{session.Name} started twice");
        }
    }

    private void CheckAcknowledged(SessionEvent[] log)
    {
        history.Require(!session.StartAcknowledged || log.Length > 0, Invariant.DurableAcknowledgement, () => $"{session.Name} is gone");
        if (log is [ChatSessionStarted started, ..])
            history.Require(started.Snapshot.Pricing == session.Snapshot.Pricing, Invariant.OneBill, () => $"{session.Name} began at another price");
        foreach (var same in log.OfType<MessageAccepted>().GroupBy(accepted => accepted.ClientMessageId))
            history.Require(same.Count() == 1, Invariant.OnceOnly, () => $"{same.Key} of {session.Name} was accepted {same.Count()} times");
        foreach (var rating in session.AcknowledgedRatings)
        {
            history.Require(
                log.OfType<ChatSessionRated>().Any(rated => rated.Rating == rating),
                Invariant.DurableAcknowledgement,
                () => $"a rating of {rating} of {session.Name} was acknowledged and is gone");
        }

        foreach (var (id, message) in session.Messages)
        {
            if (message.Receipt is not { } receipt) continue;
            var stored = log.ElementAtOrDefault((int)receipt.Seq - 1) as MessageAccepted;
            history.Require(
                stored is not null && stored.ClientMessageId == id && stored.Turn == receipt.Turn && stored.Text == message.AcknowledgedText,
                Invariant.DurableAcknowledgement,
                () => $"{id} of {session.Name} was acknowledged as {receipt.Seq}, where there is {stored}");
        }
    }

    private void CheckEndings(SessionEvent[] log)
    {
        var open = new Dictionary<int, TimeSpan>();
        var turns = 0;
        for (var index = 0; index < log.Length; index++)
        {
            var now = times.Of(logged[index]);
            if (log[index] is MessageAccepted accepted)
            {
                history.Require(accepted.Turn == ++turns, Invariant.OrderedAndResumable, () => $"{session.Name} has turn {accepted.Turn} as its turn {turns}");
                open[accepted.Turn] = now;
                history.Require(open.Count <= SiloSettings.MaxOpenTurns, Invariant.BoundedWork, () => $"{session.Name} has {open.Count} open turns");
                if (session.Command.DemoMode)
                    history.Require(turns <= SiloSettings.DemoMessages, Invariant.BoundedWork, () => $"the demo {session.Name} has {turns} messages");
            }
            else if (log[index] is AnswerCompleted completed)
            {
                history.Require(open.Remove(completed.Turn, out var began), Invariant.OneEnding, () => $"turn {completed.Turn} of {session.Name} ended twice or never began");
                history.Require(now - began <= LongestTurn, Invariant.OneEnding, () => $"turn {completed.Turn} of {session.Name} took {now - began}");
            }
        }
    }

    private void CheckBill(SessionEvent[] log)
    {
        var total = 0L;
        var ended = Array.FindIndex(log, happened => happened is ChatSessionEnded);
        history.Require(
            ended < 0 || log.AsSpan(ended + 1).ToArray().All(happened => happened is ChatSessionRated),
            Invariant.OneBill,
            () => $"{session.Name} goes on after its end: {log[^1].GetType().Name}");
        foreach (var happened in log)
        {
            if (happened is SessionCharged charged)
            {
                total += charged.AmountMicros;
                history.Require(charged.TotalMicros == total, Invariant.OneBill, () => $"{session.Name} says {charged.TotalMicros} where the charges are {total}");
            }
            else if (happened is AnswerCompleted completed)
            {
                CheckPrice(completed);
            }
            else if (happened is ChatSessionEnded end)
            {
                history.Require(end.TotalMicros == total, Invariant.OneBill, () => $"{session.Name} ends with {end.TotalMicros} where the charges are {total}");
                history.Require(
                    session.FinalMicros is null || session.FinalMicros == total, Invariant.OneBill, () => $"{session.Name} was billed {session.FinalMicros}, and its log says {total}");
            }
        }

        history.Require(session.FinalMicros is null || ended >= 0, Invariant.DurableAcknowledgement, () => $"the end of {session.Name} was acknowledged and is gone");
    }

    /// <summary>An answer costs nothing unless a reply was stored, and never more than the session's own price says.</summary>
    private void CheckPrice(AnswerCompleted completed)
    {
        if (session.Snapshot.Pricing.Model == PricingModel.PerMinute && !session.Command.DemoMode) return;
        var pricing = new SessionPricing(session.Snapshot.Pricing, session.Command.DemoMode, SiloSettings.Chat.Value);
        var due = pricing.OfAnswer(completed.Ending, completed.Text.Length, completed.OutputTokens);
        history.Require(
            completed.ChargeMicros <= due,
            completed.Text.Length == 0 || completed.Ending == AnswerEnding.Failed ? Invariant.OneEnding : Invariant.OneBill,
            () => $"turn {completed.Turn} of {session.Name} ({completed.Ending}) cost {completed.ChargeMicros} instead of {due}");
    }

    /// <summary>Time is billed only while it passes and the session is not paused.</summary>
    private void CheckActiveTime(SessionEvent[] log)
    {
        if (log.Length == 0) return;
        var (since, passed, runs) = (times.Of(logged[0]), TimeSpan.Zero, true);
        for (var index = 0; index < log.Length; index++)
        {
            var now = times.Of(logged[index]);
            var possible = passed + (runs ? now - since : TimeSpan.Zero);
            var billed = log[index] switch
            {
                SessionCharged charged => charged.ActiveTime,
                AnswerCompleted completed => completed.ActiveTime,
                ChatSessionEnded ended => ended.ActiveTime,
                _ => TimeSpan.Zero,
            };
            history.Require(billed <= possible, Invariant.OneBill, () => $"{session.Name} billed {billed} where {possible} can have been active");
            if (log[index] is not SessionStatusChanged changed) continue;
            (since, passed, runs) = (now, possible, changed.Status == SessionStatus.Active);
        }
    }
}
