using System.Globalization;
using Grains.Chat;
using Grains.Clones;
using Grains.Outcomes;
using Simulation.Tests.Engine;
using Simulation.Tests.Invariants;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Clients;

/// <summary>What a person does with sessions, each act held against what was promised before.</summary>
internal sealed class SessionActs(Connection line, History history, UserHistory user, Book book, Chance chance)
{
    private const string MessageReused = "chat.message_id_reused";

    public async Task StartAsync(Guid cloneId)
    {
        var snapshot = await line.AskAsync("snapshot", grains => grains.Clone(cloneId).GetSnapshotAsync(user.Id, default));
        if (snapshot is not { Refusal: null, Value: { } clone }) return;
        var id = chance.Id();
        var session = new SessionHistory(id, user, new StartChatSession(user.Id, clone, SessionType.Chat, chance.OneIn(8)));
        history.Sessions.Add(session);
        await RepeatStartAsync(session);
    }

    public async Task RepeatStartAsync(SessionHistory session)
    {
        var started = await line.AskAsync($"start {session.Name}", grains => grains.ChatSession(session.Id).StartAsync(session.Command, default));
        if (started is not { Refusal: null, Value: { } view }) return;
        session.StartAcknowledged = true;
        history.Require(view.SessionId == session.Id && view.Snapshot.Version == session.Snapshot.Version, Invariant.OnceOnly, () => $"{session.Name} answers as another one");
        history.Require(book.HeadOf(session.Stream).Seq > 0, Invariant.DurableAcknowledgement, () => $"{session.Name} was acknowledged and is not stored");
    }

    public async Task SendAsync(SessionHistory session)
    {
        var luck = chance.Below(100);
        var old = session.Messages.Count > 0 && luck < 30 ? session.Messages.Keys.ElementAt(chance.Below(session.Messages.Count)) : null;
        var id = old ?? $"m{session.Messages.Count + 1}";
        if (!session.Messages.TryGetValue(id, out var message)) session.Messages.Add(id, message = new MessageHistory());
        var text = old is null || luck < 8
            ? string.Create(CultureInfo.InvariantCulture, $"question {chance.Below(1000)}")
            : message.Texts.ElementAt(chance.Below(message.Texts.Count));
        message.Texts.Add(text);
        var wasAccepted = message.Receipt is not null;

        var sent = await line.AskAsync(
            $"send {id} '{text}' to {session.Name}", grains => grains.ChatSession(session.Id).SendAsync(new SendChatMessage(user.Id, id, text), default));
        if (sent is { Refusal.Code: MessageReused })
            history.Require(message.Texts.Count > 1, Invariant.OnceOnly, () => $"{id} of {session.Name} is refused as another text, but there was only one");
        if (sent is { Refusal: null, Value: { } receipt }) Accept(session, id, message, text, receipt, wasAccepted);
    }

    public async Task AwaitAsync(SessionHistory session)
    {
        if (session.Messages.Values.LastOrDefault(message => message.Receipt is not null)?.Receipt is not { } receipt) return;
        var answer = await line.AskAsync(
            $"await turn {receipt.Turn} of {session.Name}", grains => grains.ChatSession(session.Id).AwaitAnswerAsync(new AwaitAnswer(user.Id, receipt.Turn), default));
        if (answer is not { Refusal: null, Value.Completed: { } completed }) return;
        history.Require(
            completed.Turn == receipt.Turn && completed.AnswerId == receipt.AnswerId, Invariant.OneEnding, () => $"turn {receipt.Turn} of {session.Name} got another's answer");
    }

    public Task CancelAsync(SessionHistory session) =>
        line.AskAsync($"cancel {session.Name}", grains => grains.ChatSession(session.Id).CancelAnswerAsync(new CancelAnswer(user.Id), default));

    public Task ChangeStatusAsync(SessionHistory session, SessionStatus status) => line.AskAsync(
        $"set {session.Name} {status}", grains => grains.ChatSession(session.Id).ChangeStatusAsync(new ChangeSessionStatus(user.Id, status), default));

    public async Task<bool> EndAsync(SessionHistory session)
    {
        session.EndAsked = true;
        var ended = await line.AskAsync($"end {session.Name}", grains => grains.ChatSession(session.Id).EndAsync(new EndChatSession(user.Id), default));
        if (ended is not { } answer) return false;
        if (answer.Refusal is { Kind: RefusalKind.NotFound }) return !session.StartAcknowledged;
        if (answer is not { Refusal: null, Value: { } view }) return false;
        session.FinalMicros ??= view.CostMicros;
        history.Require(
            view.CostMicros == session.FinalMicros && view.Status == SessionStatus.Ended,
            Invariant.OneBill,
            () => $"{session.Name} cost {session.FinalMicros} at its end and now {view.CostMicros}, {view.Status}");
        return true;
    }

    public async Task RateAsync(SessionHistory session)
    {
        var rating = chance.From(1, 5);
        var rated = await line.AskAsync(
            $"rate {session.Name} {rating}", grains => grains.ChatSession(session.Id).RateAsync(new RateChatSession(user.Id, rating, null), default));
        if (rated is { Refusal: null, Value: { } view } && view.Rating == rating) session.AcknowledgedRatings.Add(rating);
    }

    public async Task ListAsync(SessionHistory session)
    {
        var listed = await line.AskAsync(
            $"list {session.Name}", grains => grains.ChatSession(session.Id).ListMessagesAsync(new ListChatMessages(user.Id, 0, 200), default));
        if (listed is not { Refusal: null, Value: { } page }) return;
        var seqs = page.Messages.Select(message => message.Seq).ToArray();
        history.Require(seqs.SequenceEqual(seqs.Order().Distinct()), Invariant.OrderedAndResumable, () => $"{session.Name} lists {string.Join(",", seqs)}");
    }

    /// <summary>Somebody else's session answers a stranger as one that never was.</summary>
    public async Task PryAsync(SessionHistory session)
    {
        var nobodys = chance.Id();
        var act = chance.Below(7);
        var theirs = await ProbeAsync(act, session.Id);
        var none = await ProbeAsync(act, nobodys);
        if (theirs is null || none is null) return;
        history.Require(theirs == none, Invariant.YoursAlone, () => $"a stranger is told {theirs} of {session.Name} and {none} of what never was");
    }

    /// <summary>What a stranger is told: the refusal, or that there was none; null where nothing is known.</summary>
    private async Task<string?> ProbeAsync(int act, Guid id)
    {
        return act switch
        {
            0 => Tell(await line.AskAsync("pry: get", grains => grains.ChatSession(id).GetAsync(user.Id, default))),
            1 => Tell(await line.AskAsync("pry: send", grains => grains.ChatSession(id).SendAsync(new SendChatMessage(user.Id, "pry", "pry"), default))),
            2 => Tell(await line.AskAsync("pry: end", grains => grains.ChatSession(id).EndAsync(new EndChatSession(user.Id), default))),
            3 => Tell(await line.AskAsync("pry: list", grains => grains.ChatSession(id).ListMessagesAsync(new ListChatMessages(user.Id, 0, 10), default))),
            6 => Tell(await line.AskAsync("pry: rate", grains => grains.ChatSession(id).RateAsync(new RateChatSession(user.Id, 1, null), default))),
            4 => Tell(await line.AskAsync("pry: await", grains => grains.ChatSession(id).AwaitAnswerAsync(new AwaitAnswer(user.Id, 1), default))),
            _ => Tell(await line.AskAsync("pry: cancel", grains => grains.ChatSession(id).CancelAnswerAsync(new CancelAnswer(user.Id), default))),
        };
    }

    private static string? Tell<T>(Outcome<T>? outcome) => outcome is null ? null : outcome.Value.Refusal?.ToString() ?? "yes";

    private void Accept(SessionHistory session, string id, MessageHistory message, string text, MessageReceipt receipt, bool wasAccepted)
    {
        history.Require(
            book.HeadOf(session.Stream).Seq >= (receipt.Completed?.Seq ?? receipt.Seq), Invariant.DurableAcknowledgement, () => $"{id} of {session.Name} was acknowledged and is not stored");
        if (message.Receipt is { } first)
        {
            history.Require(
                receipt with { Repeated = false, Completed = null } == first && (receipt.Repeated || !wasAccepted) && text == message.AcknowledgedText,
                Invariant.OnceOnly,
                () => $"{id} of {session.Name} was accepted as {first} with '{message.AcknowledgedText}' and again as {receipt} with '{text}'");
            return;
        }

        message.Receipt = receipt with { Repeated = false, Completed = null };
        message.AcknowledgedText = text;
    }
}
