using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Chat;

/// <summary>
/// Joins the meter, the price and the escrow: what is affordable now, and the charge that goes into the same write as the answer
/// it pays for. A charge never exceeds the escrow.
/// </summary>
internal sealed class SessionBilling(
    Guid sessionId, Guid creatorId, SessionJournal journal, SessionEscrow escrow, SessionMeter meter, SessionPricing pricing)
{
    private int pendingTurn;
    private long pendingMicros;

    public SessionPricing Pricing => pricing;

    public SessionMeter Meter => meter;

    public SessionEscrow Escrow => escrow;

    /// <summary>Active time that is not charged yet, in micro-USD; an ended session's bill is fixed, and nothing more is due.</summary>
    public long AccruedMicros => journal.State.Status == SessionStatus.Ended ? 0 : Math.Max(0, pricing.OfTime(meter.Read()) - journal.State.TotalMicros);

    /// <summary>What is set aside for a message that is answered already and not stored yet; 0 from the moment that it is.</summary>
    public long PendingMicros => journal.State.Turns < pendingTurn ? pendingMicros : 0;

    /// <summary>What the running answer costs so far beyond the reserve of its turn.</summary>
    public long RunningMicros { get; set; }

    /// <summary>What the session must keep when its wallet recalls the rest: reserves, unpaid time, the running answer.</summary>
    public long PromisedMicros => Math.Min(escrow.BalanceMicros, OwedMicros);

    /// <summary>What the escrow holds beyond what is promised.</summary>
    public long FreeMicros => escrow.BalanceMicros - OwedMicros;

    private long OwedMicros => journal.State.ReservedMicros + PendingMicros + RunningMicros + (pricing.ByTime ? AccruedMicros : 0);

    /// <summary>Makes sure that so much more is affordable, leasing where it is not; refuses with the shortfall.</summary>
    public async Task<Refusal?> EnsureAsync(long need)
    {
        if (pricing.IsFree || need <= 0) return null;
        var expired = escrow.IsExpired;
        if (expired) await escrow.ReloadAsync(CancellationToken.None);

        var missing = need - FreeMicros;
        if (missing <= 0 && !expired) return null;

        var refusal = await LeaseAsync(Math.Max(1, missing), Math.Max(missing, pricing.LeaseSize() - FreeMicros));
        if (journal.IsLost) return ChatSessionRefusals.Unavailable;
        return need <= FreeMicros ? null : refusal ?? await EnsureAsync(need);
    }

    /// <summary>Leases what has accrued beyond the escrow, as far as the wallet goes: a late reading bills all of the time.</summary>
    public async Task CoverAsync()
    {
        var missing = -FreeMicros;
        if (pricing.IsFree || missing <= 0) return;
        var refusal = await LeaseAsync(missing, missing);
        if (refusal?.ShortfallMicros is not { } shortfall) return;
        var rest = Math.Min(missing - shortfall, -FreeMicros);
        if (rest > 0) await LeaseAsync(rest, rest);
    }

    /// <summary>Gives back what is not promised, by what the ledger says and not by what was believed.</summary>
    public Task ReleaseAsync(CancellationToken cancel) => journal.InTurnAsync(async () =>
    {
        await escrow.ReloadAsync(cancel);
        return await escrow.ReturnAsync(PromisedMicros, cancel);
    });

    /// <summary>Sets money aside for the next message until it is stored, or given up with nothing.</summary>
    public void SetAside(int turn, long micros) => (pendingTurn, pendingMicros) = (turn, micros);

    /// <summary>A message, and where its answer is there already also that, with its charge.</summary>
    public SessionDraft Acceptance(ChatSessionState state, MessageAccepted accepted, AnswerCompleted? completed)
    {
        var message = new DraftEvent(accepted, $"message:{sessionId:N}:{accepted.ClientMessageId}");
        if (completed is null) return new SessionDraft([message]);
        var ending = Completion(SessionFold.Apply(state, accepted with { Seq = state.Seq + 1, At = state.LastActivityAt }), completed);
        return ending with { Events = [message, .. ending.Events] };
    }

    /// <summary>The end of a turn with its charge.</summary>
    public SessionDraft Completion(ChatSessionState state, AnswerCompleted completed)
    {
        var due = pricing.ByTime ? AccruedMicros : pricing.OfAnswer(completed.Ending, completed.Text.Length, completed.OutputTokens);
        var promisedToOthers = state.ReservedMicros - (state.FindOpen(completed.Turn)?.ReservedMicros ?? 0);
        var charge = Math.Clamp(escrow.BalanceMicros - promisedToOthers, 0, due);
        var total = state.TotalMicros + charge;
        var active = meter.Read();
        var ending = completed with { ChargeMicros = charge, CostMicros = total - state.TotalAtLastAnswer, TotalMicros = total, ActiveTime = active };
        var operation = $"answer:{sessionId:N}:{completed.Turn}";
        return Charged(operation, completed.Turn, charge, total, active, new DraftEvent(ending, operation));
    }

    /// <summary>What has accrued since the last charge, alone or before other events; null where that is nothing and nothing follows.</summary>
    public SessionDraft? Reading(ChatSessionState state, params DraftEvent[] then)
    {
        var charge = pricing.ByTime ? Math.Min(AccruedMicros, escrow.BalanceMicros) : 0;
        if (charge == 0 && then.Length == 0) return null;
        var reading = Charged($"meter:{sessionId:N}:{state.Seq + 1}", null, charge, state.TotalMicros + charge, meter.Read());
        return reading with { Events = [.. reading.Events, .. then] };
    }

    /// <summary>The last reading, the end and what is left of the escrow; null where the session has ended already.</summary>
    public SessionDraft? Ending(ChatSessionState state)
    {
        if (state.Status == SessionStatus.Ended) return null;
        var reading = Reading(state) ?? new SessionDraft([]);
        var total = reading.Events is [{ Happened: SessionCharged charged }] ? charged.TotalMicros : state.TotalMicros;
        var ended = new ChatSessionEnded(total, meter.Read(), state.MessageCount);
        return reading with
        {
            Events = [.. reading.Events, new DraftEvent(ended, $"end:{sessionId:N}")],
            Postings = [.. reading.Postings, escrow.ReturnAbove(0)],
        };
    }

    /// <summary>Appends a draft that may charge, again where the ledger holds less than was believed.</summary>
    public async Task AppendAsync(Func<ChatSessionState, SessionDraft?> decide)
    {
        while (true)
        {
            var spent = 0L;
            var status = await journal.AppendAsync(state =>
            {
                var draft = decide(state);
                spent = draft?.Postings.Where(posting => posting.AllAboveMicros is null).Sum(posting => posting.AmountMicros) ?? 0;
                return draft;
            });
            if (status == AppendStatus.Appended)
            {
                escrow.Spend(spent);
                return;
            }

            // The lease had expired and was taken back: charge what is really there, after asking for what is missing.
            await escrow.ReloadAsync(CancellationToken.None);
            if (escrow.BalanceMicros < spent) await LeaseAsync(spent - escrow.BalanceMicros, spent);
        }
    }

    /// <summary>
    /// Leases, unless this activation was overtaken: the session is another's, who may have ended it. One that has not heard of that yet may
    /// still lease, so this spares the user a detour and no more; that the money comes back is the ledger's and the wallet's affair.
    /// </summary>
    private async Task<Refusal?> LeaseAsync(long minimum, long wanted) =>
        journal.IsLost ? ChatSessionRefusals.Unavailable : await escrow.LeaseAsync(minimum, wanted);

    private SessionDraft Charged(string operation, int? turn, long charge, long total, TimeSpan active, params DraftEvent[] before)
    {
        if (charge == 0) return new SessionDraft(before);
        var charged = new SessionCharged($"charge:{operation}", turn, charge, total, active);
        return new SessionDraft([.. before, new DraftEvent(charged)])
        {
            Postings = [new Posting(charged.OperationId, escrow.Account, $"earnings-{creatorId:N}", charge, "charge", sessionId.ToString("N"))],
        };
    }
}
