using Grains.Chat.Attachments;
using Grains.Chat.Models;
using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Chat;

/// <summary>One live chat session. Its log is the truth; this is its only writer, its meter and its cashier.</summary>
internal sealed class ChatSessionGrain(
    IEventLog log, ILedger ledger, IAnswerer answerer, SessionFiles files, TimeProvider clock, IOptions<ChatOptions> chatOptions,
    IHostApplicationLifetime host, ILogger<ChatSessionGrain> logger) : Grain, IChatSessionGrain
{
    /// <summary>Well below the response timeout, and short: whoever waits at a silo that dies learns of it only by that.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ChatOptions options = chatOptions.Value;
    private SessionJournal journal = null!;
    private SessionBilling? billing;
    private SessionTurns? turns;
    private SessionTurnLoop? loop;
    private SessionAcceptance? acceptance;
    private SessionAttachments? attachments;
    private CancellationTokenRegistration stopping;
    private SessionMetering? metering;
    private SessionFollower? follower;

    private Guid Id => ChatSessionAddress.Parse(this.GetPrimaryKeyString());

    private ChatSessionState State => journal.State;

    private bool IsStopping => host.ApplicationStopping.IsCancellationRequested;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal = new SessionJournal(this.GetPrimaryKeyString(), log, clock);
        var scheduler = TaskScheduler.Current;
        stopping = host.ApplicationStopping.Register(
            () => Task.Factory.StartNew(OnStopping, CancellationToken.None, TaskCreationOptions.None, scheduler));
        await journal.OpenAsync(cancellationToken);
        if (!State.IsStarted) return;

        BeginBilling(State.OwnerId, State.Snapshot!, State.Type, State.DemoMode);
        await billing!.Escrow.ReloadAsync(cancellationToken);
        billing.Meter.Restore(State.ActiveTime, State.Status == SessionStatus.Active);
        if (!State.OpenTurns.IsEmpty) loop!.Start();
    }

    public async Task<Outcome<ChatSessionView>> StartAsync(StartChatSession command, CancellationToken cancel)
    {
        if (State.IsStarted && State.OwnerId != command.UserId) return ChatSessionRefusals.NotFound;
        if (State.IsStarted) return IsStartedBy(command) ? View() : ChatSessionRefusals.OtherSession;

        if (IsStopping) return ChatSessionRefusals.Unavailable;

        BeginBilling(command.UserId, command.Snapshot, command.Type, command.DemoMode);
        await billing!.Escrow.ReloadAsync(cancel);
        if (await billing!.EnsureAsync(billing.Pricing.Reserve() + billing.Pricing.MinimumBeyondReserve()) is { } refusal) return refusal;

        return await WritingAsync<ChatSessionView>(async () =>
        {
            await journal.AppendAsync(_ => SessionDraft.Of(
                new ChatSessionStarted(command.UserId, command.Snapshot, command.Type, command.DemoMode)
                {
                    Memory = command.Memory.IsDefaultOrEmpty ? null : command.Memory,
                },
                $"start:{Id:N}"));
            billing.Meter.Restore(TimeSpan.Zero, run: true);
            billing.Meter.Touch();
            metering!.Keep();
            return View();
        });
    }

    public Task<Outcome<ChatSessionView>> GetAsync(Guid userId, CancellationToken cancel) =>
        Task.FromResult<Outcome<ChatSessionView>>(AdmitOrLeave(userId) ? View() : ChatSessionRefusals.NotFound);

    public async Task<Outcome<MessageReceipt>> SendAsync(SendChatMessage command, CancellationToken cancel)
    {
        if (!AdmitOrLeave(command.UserId)) return ChatSessionRefusals.NotFound;
        if (ChatSessionRefusals.Of(command, options) is { } invalid) return invalid;
        if (journal.FindAccepted(command.ClientMessageId) is { } known)
            return known.TextHash == SessionFold.HashOf(command.Text, command.Attachments.IsDefaultOrEmpty ? null : command.Attachments)
                ? new MessageReceipt(known.MessageId, known.AnswerId, known.Turn, known.Seq, Repeated: true)
                : ChatSessionRefusals.OtherMessage;
        if (command.UnlessRepeated is { } limited) return limited;
        if (IsStopping) return ChatSessionRefusals.Unavailable;
        if (State.Status == SessionStatus.Ended) return ChatSessionRefusals.Ended;
        if (State.Status == SessionStatus.Paused) return ChatSessionRefusals.Paused;
        if (State.OpenTurns.Length >= options.MaxOpenTurns) return ChatSessionRefusals.TooManyOpenTurns;
        if (State.DemoMode && State.Turns >= options.DemoMessages) return ChatSessionRefusals.DemoIsOver(options.DemoMessages);

        if ((await attachments!.ClaimAsync(command, cancel)).IsRefused(out var unusable, out var claimed)) return unusable;

        billing!.Meter.Touch();
        var reserve = billing.Pricing.Reserve();
        var need = reserve + billing.Pricing.MinimumBeyondReserve();
        while (true)
        {
            if (await billing.EnsureAsync(need) is { } refusal) return journal.IsLost ? refusal : await attachments.GiveBackAsync(command, refusal, cancel);
            var outcome = await WritingAsync<MessageReceipt?>(() => acceptance!.AcceptAsync(command, claimed, reserve, need));
            if (outcome.IsRefused(out var lost, out var receipt)) return lost;
            if (receipt is not null) return receipt;
            if (State.Status == SessionStatus.Paused) return await attachments.GiveBackAsync(command, ChatSessionRefusals.Paused, cancel);
        }
    }

    public async Task<Outcome<AnswerProgress>> AwaitAnswerAsync(AwaitAnswer query, CancellationToken cancel)
    {
        if (!AdmitOrLeave(query.UserId) || query.Turn < 1 || query.Turn > State.Turns) return ChatSessionRefusals.NotFound;
        var began = clock.GetTimestamp();
        while (true)
        {
            var changed = journal.Changed;
            if (State.FindOpen(query.Turn) is null) return new AnswerProgress(await journal.FindEndingAsync(query.Turn, cancel));
            if (journal.IsLost || IsStopping) return ChatSessionRefusals.Unavailable;
            var left = LongestWait - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return new AnswerProgress(null);
            try
            {
                await changed.OnTurn().WaitAsync(left, clock, cancel);
            }
            catch (TimeoutException)
            {
                return new AnswerProgress(null);
            }
        }
    }

    public Task<Outcome<Done>> CancelAnswerAsync(CancelAnswer command, CancellationToken cancel)
    {
        if (!AdmitOrLeave(command.UserId)) return Task.FromResult<Outcome<Done>>(ChatSessionRefusals.NotFound);
        turns!.Cancel();
        return Task.FromResult<Outcome<Done>>(default(Done));
    }

    public async Task<Outcome<ChatSessionView>> ChangeStatusAsync(ChangeSessionStatus command, CancellationToken cancel)
    {
        if (!AdmitOrLeave(command.UserId)) return ChatSessionRefusals.NotFound;
        if (State.Status == SessionStatus.Ended) return ChatSessionRefusals.Ended;
        if (State.Status == command.Status) return View();

        if (command.Status == SessionStatus.Active &&
            await billing!.EnsureAsync(billing.Pricing.Reserve() + billing.Pricing.MinimumBeyondReserve()) is { } refusal) return refusal;

        return await WritingAsync<ChatSessionView>(async () =>
        {
            await metering!.ChangeStatusAsync(command.Status, "requested");
            return View();
        });
    }

    public async Task<Outcome<ChatSessionView>> EndAsync(EndChatSession command, CancellationToken cancel)
    {
        if (!AdmitOrLeave(command.UserId)) return ChatSessionRefusals.NotFound;
        if (State.Status == SessionStatus.Ended) return View();

        return await WritingAsync<ChatSessionView>(async () =>
        {
            await loop!.FinishAllAsync();
            await metering!.StopAsync();
            await billing!.CoverAsync();
            await billing.AppendAsync(billing.Ending);
            billing.Meter.Run(false);
            await ForgetLeaseAsync(cancel);
            return View();
        });
    }

    public async Task<Outcome<ChatSessionView>> RateAsync(RateChatSession command, CancellationToken cancel)
    {
        if (!AdmitOrLeave(command.UserId)) return ChatSessionRefusals.NotFound;
        if (ChatSessionRefusals.Of(command) is { } invalid) return invalid;
        if (State.Answers == 0 && State.Status != SessionStatus.Ended) return ChatSessionRefusals.NothingToRate;

        return await WritingAsync<ChatSessionView>(async () =>
        {
            await journal.AppendAsync(state => SessionRating.Change(state, command) is { } rated ? SessionDraft.Of(rated) : null);
            return View();
        });
    }

    public async Task<Outcome<TranscriptPage>> ListMessagesAsync(ListChatMessages query, CancellationToken cancel)
    {
        if (!AdmitOrLeave(query.UserId)) return ChatSessionRefusals.NotFound;
        return new TranscriptPage([.. await journal.ReadMessagesAsync(query.Offset, query.Limit, cancel)], State.MessageCount);
    }

    public IAsyncEnumerable<SessionEvent> EventsAsync(WatchChatSession query, CancellationToken cancel) =>
        AdmitOrLeave(query.UserId) ? follower!.FollowAsync(query, cancel) : SessionFollower.RefuseAsync();

    public async Task ReleaseLeaseAsync(Guid userId, CancellationToken cancel)
    {
        if (State.IsStarted && State.OwnerId != userId) return;
        if (billing is not null)
        {
            await billing.ReleaseAsync(cancel);
            return;
        }

        // A session that died between its lease and its first event.
        var orphan = new SessionEscrow(Id, userId, GrainFactory, ledger, clock);
        await orphan.ReloadAsync(cancel);
        await orphan.ReturnAsync(0, cancel);
    }

    public async Task RecoverAsync(CancellationToken cancel)
    {
        // Waking is all it takes, unless this activation was awake while another one wrote.
        if (await journal.IsOvertakenAsync(cancel)) GiveWay(new SessionJournalLostException(journal.Stream, null));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.DisposeAsync();
        if (billing is null || journal.IsLost || State.Status == SessionStatus.Ended) return;
        await metering!.SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Whether the session is the user's. One that nobody has started needs no activation, so this one goes; what another silo starts meanwhile is
    /// found by the next.
    /// </summary>
    private bool AdmitOrLeave(Guid userId)
    {
        if (!State.IsStarted) DeactivateOnIdle();
        return State.IsStarted && State.OwnerId == userId;
    }

    private bool IsStartedBy(StartChatSession command) =>
        State.Snapshot!.CloneId == command.Snapshot.CloneId && State.Type == command.Type && State.DemoMode == command.DemoMode;

    private void BeginBilling(Guid userId, CloneSnapshot clone, SessionType type, bool demo)
    {
        var escrow = new SessionEscrow(Id, userId, GrainFactory, ledger, clock);
        billing = new SessionBilling(
            Id, clone.OwnerId, journal, escrow, new SessionMeter(clock, options), new SessionPricing(clone.Pricing.For(type), demo, options));
        attachments = new SessionAttachments(Id, files);
        turns = new SessionTurns(journal, billing, attachments, GrainFactory, answerer, options, clock, logger);
        loop = new SessionTurnLoop(this, journal, turns, host, GiveWay);
        metering = new SessionMetering(this, journal, billing, loop, options, GiveWay);
        follower = new SessionFollower(journal, turns, billing.Meter, metering, clock, View, () => IsStopping);
        acceptance = new SessionAcceptance(Id, journal, billing, turns, loop, metering, options, clock);
    }

    private ChatSessionView View() => SessionStanding.Of(Id, State, billing!);

    private void OnStopping()
    {
        turns?.Halt();
        journal.Pulse();
    }

    /// <summary>Runs what writes; an activation that no longer knows what is stored gives way to a new one.</summary>
    private async Task<Outcome<T>> WritingAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (SessionJournalLostException lost)
        {
            GiveWay(lost);
            return ChatSessionRefusals.Unavailable;
        }
    }

    private void GiveWay(SessionJournalLostException lost)
    {
        if (lost.InnerException is null) logger.JournalOvertaken(Id);
        else if (lost.InnerException is TemporarilyUnavailableException passing) logger.JournalUnavailable(Id, passing.Message);
        else logger.JournalLost(Id, lost);
        journal.Pulse();
        DeactivateOnIdle();
    }

    private async Task ForgetLeaseAsync(CancellationToken cancel)
    {
        await billing!.Escrow.ReloadAsync(cancel);
        await billing.Escrow.TellWalletAsync(cancel);
    }
}
