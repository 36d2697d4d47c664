using Grains.Outcomes;
using Grains.Storage;
using Grains.Wallets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Billing;

/// <summary>
/// One user's customer at the gateway. A payment is an event before the gateway hears of it, and is asked for again until it is
/// decided; the ledger's posting is in the append of the event that says it was paid.
/// </summary>
internal sealed class BillingAccountGrain(
    BillingLog log,
    PaymentDirectory payments,
    IPaymentGateway gateway,
    ILedger ledger,
    TimeProvider clock,
    IOptions<BillingOptions> billingOptions,
    ILogger<BillingAccountGrain> logger) : Grain, IBillingAccountGrain
{
    private const int MaxAttempts = 5;

    private readonly BillingOptions options = billingOptions.Value;
    private StoredBilling stored;

    private Guid Id => BillingAccountAddress.Parse(this.GetPrimaryKeyString());

    private BillingState State => stored.State;

    /// <summary>Customer and cards of another gateway, such as the sandbox before a key was set, are void here.</summary>
    private BillingState Here => State.Gateway == gateway.Name
        ? State
        : State with { Gateway = gateway.Name, CustomerId = null, Address = null, Cards = [], DefaultCardId = null };

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => stored = await log.ReadAsync(Id, cancellationToken);

    public Task<BillingCustomerView> GetAsync(CancellationToken cancel) => Task.FromResult(BillingViewing.Customer(Here, gateway));

    public async Task<Outcome<BillingCustomerView>> SaveCustomerAsync(SaveBillingCustomer command, CancellationToken cancel)
    {
        if (State.Erased) return BillingRefusals.Erased;
        if (command.CardToken is { } wanted && CardTokens.Check(wanted) is { } bad) return bad;
        try
        {
            var customerId = await EnsureCustomerAsync();
            if (command.Address is { } address && address != Here.Address)
            {
                await gateway.SetAddressAsync(customerId, address, CancellationToken.None);
                await ChangeAsync(_ => Only(Here with { Address = address }));
            }

            if (command.CardToken is { } token && (await KeepCardAsync(customerId, command.CardId, token, false)).IsRefused(out var refusal, out _))
                return refusal;
            return BillingViewing.Customer(Here, gateway);
        }
        catch (PaymentGatewayException failure)
        {
            logger.GatewayFailed(gateway.Name, Id, failure);
            return BillingRefusals.GatewayDown;
        }
    }

    public async Task<Outcome<CardView>> AddCardAsync(AddCard command, CancellationToken cancel)
    {
        if (State.Erased) return BillingRefusals.Erased;
        if (CardTokens.Check(command.CardToken) is { } bad) return bad;
        try
        {
            return await KeepCardAsync(await EnsureCustomerAsync(), command.CardId, command.CardToken, command.MakeDefault);
        }
        catch (PaymentGatewayException failure)
        {
            logger.GatewayFailed(gateway.Name, Id, failure);
            return BillingRefusals.GatewayDown;
        }
    }

    public async Task<Outcome<Done>> RemoveCardAsync(RemoveCard command, CancellationToken cancel)
    {
        if (Here.FindCard(command.CardId) is not { } card) return BillingRefusals.MethodNotFound;
        if (State.Open.Any(open => open.CardId == card.CardId)) return BillingRefusals.MethodInUse;
        try
        {
            await gateway.DetachCardAsync(card.MethodId, CancellationToken.None);
        }
        catch (PaymentGatewayException failure)
        {
            logger.GatewayFailed(gateway.Name, Id, failure);
            return BillingRefusals.GatewayDown;
        }

        await ChangeAsync(_ => Only(Here with
        {
            Cards = Here.Cards.RemoveAll(kept => kept.CardId == card.CardId),
            DefaultCardId = Here.DefaultCardId == card.CardId ? null : Here.DefaultCardId,
        }));
        return default(Done);
    }

    public async Task<Outcome<PaymentView>> TopUpAsync(StartTopUp command, CancellationToken cancel)
    {
        if (await FindAsync(command.PaymentId) is { } known)
            return known.UserId == Id && known.RequestedMicros == command.AmountMicros && (command.CardId is not { } asked || known.CardId == asked)
                ? await ViewAsync(known)
                : BillingRefusals.KeyReused;
        if (State.Erased) return BillingRefusals.Erased;
        if (command.AmountMicros % 10_000 != 0 || command.AmountMicros < Micros(options.MinTopUp) || command.AmountMicros > Micros(options.MaxTopUp))
            return BillingRefusals.AmountOutOfRange(options.MinTopUp, options.MaxTopUp);
        if (command.CardId is { } cardId && Here.FindCard(cardId) is null) return BillingRefusals.MethodNotFound;
        if ((command.CardId is { } id ? Here.FindCard(id) : Here.DefaultCard) is not { } card) return BillingRefusals.NoMethod;
        if (State.Open.Length >= options.MaxOpenPayments) return BillingRefusals.TooManyOpen;

        var payment = new PaymentState
        {
            PaymentId = command.PaymentId, UserId = Id, AmountMicros = command.AmountMicros, RequestedMicros = command.AmountMicros,
            Gateway = gateway.Name, LiveMode = gateway.IsLive, Sandbox = gateway.IsSandbox,
            CardId = card.CardId, CustomerId = Here.CustomerId!, MethodId = card.MethodId, Brand = card.Brand, Last4 = card.Last4,
            CreatedAt = clock.GetUtcNow(),
        };
        await ChangeAsync(_ => Only(
            Here with { Open = State.Open.Add(payment) },
            BillingLog.Fact(BillingLog.PaymentStarted, payment, $"payment-started:{payment.PaymentId:N}")));
        return await ViewAsync(payment);
    }

    public async Task<Outcome<PaymentView>> GetPaymentAsync(Guid paymentId, CancellationToken cancel) =>
        await FindAsync(paymentId) is { } known && known.UserId == Id ? await ViewAsync(known) : BillingRefusals.PaymentNotFound;

    public async Task<PaymentListView> ListPaymentsAsync(ListPayments query, CancellationToken cancel)
    {
        var (found, total) = await payments.ListAsync(Id, query.Page, query.Limit, cancel);
        return new PaymentListView([.. found.Select(payment => BillingViewing.Payment(payment, null))], total);
    }

    public async Task<NoticeResult> ApplyAsync(GatewayNotice notice, CancellationToken cancel)
    {
        var known = await FindAsync(notice.PaymentId) ?? PaymentElsewhere.Of(notice, Id, clock.GetUtcNow());
        if (known is null || known.UserId != Id || known.Gateway != notice.Gateway) return NoticeResult.Ignored;

        var changed = await ChangeAsync(async account =>
        {
            var payment = await FindAsync(notice.PaymentId) ?? known;
            var wallet = await ledger.GetAccountAsync(Wallet, CancellationToken.None);
            var change = PaymentSettlement.Apply(account, payment, notice, wallet.BalanceMicros, clock.GetUtcNow());
            return change is null ? null : change with
            {
                Facts = [.. change.Facts, new NewEvent(BillingLog.NoticeApplied, BillingLog.Serialize(new { notice.EventId }), notice.EventId)],
            };
        });
        return changed ? NoticeResult.Applied : NoticeResult.Duplicate;
    }

    public async Task RecoverAsync(CancellationToken cancel)
    {
        foreach (var open in State.Open) await AdvanceAsync(open);
        if (State.OwedMicros > 0)
        {
            await ChangeAsync(async account => PaymentSettlement.Collect(
                account, gateway.Name, (await ledger.GetAccountAsync(Wallet, CancellationToken.None)).BalanceMicros, stored.Head.Seq));
        }
    }

    public async Task<int> EraseAsync(CancellationToken cancel)
    {
        if (State.Erased) return 0;
        foreach (var open in State.Open) await AdvanceAsync(open, giveUp: true);
        if (State.Open.Any(open => open.Gateway == gateway.Name))
            throw new PaymentGatewayException("A payment is still open, so the customer cannot be removed yet.");

        var removed = Here.Cards.Length + (Here.CustomerId is null ? 0 : 1) + (Here.Address is null ? 0 : 1);
        foreach (var card in Here.Cards) await gateway.DetachCardAsync(card.MethodId, CancellationToken.None);
        if (Here.CustomerId is { } customerId) await gateway.DeleteCustomerAsync(customerId, CancellationToken.None);

        // What is said of payments from now on says nothing of the cards that made them.
        var redacted = (await payments.ListAsync(Id, cancel)).Select(payment => BillingLog.Fact(BillingLog.PaymentUpdated, BillingRedaction.Of(payment)));
        var erased = new NewEvent(BillingLog.AccountErased, BillingLog.Serialize(new { userId = Id }), $"billing-erased:{Id:N}");
        await ChangeAsync(account => Only(
            new BillingState { UserId = Id, Gateway = gateway.Name, OwedMicros = account.OwedMicros, Erased = true }, [.. redacted, erased]));
        return removed;
    }

    private string Wallet => new WalletId(Id).ToString();

    private static long Micros(decimal dollars) => (long)(dollars * 1_000_000m);

    private static Task<BillingChange?> Only(BillingState next, params NewEvent[] facts) =>
        Task.FromResult<BillingChange?>(new BillingChange(next) { Facts = facts });

    private async Task<PaymentState?> FindAsync(Guid paymentId) =>
        State.Open.FirstOrDefault(open => open.PaymentId == paymentId) ?? await payments.FindAsync(paymentId, CancellationToken.None);

    private async Task<string> EnsureCustomerAsync()
    {
        if (Here.CustomerId is { } known) return known;
        var customerId = await gateway.CreateCustomerAsync(Id, CancellationToken.None);
        await ChangeAsync(_ => Only(Here with { UserId = Id, CustomerId = customerId }));
        return customerId;
    }

    private async Task<Outcome<CardView>> KeepCardAsync(string customerId, Guid cardId, string token, bool makeDefault)
    {
        if (Here.FindCard(cardId) is { } known) return BillingViewing.Card(known, Here);
        if (Here.Cards.Length >= options.MaxMethods) return BillingRefusals.TooManyMethods;

        var attached = await gateway.AttachCardAsync(customerId, token, $"card:{Id:N}:{cardId:N}", CancellationToken.None);
        if (attached.IsRefused(out var refusal, out var card)) return refusal;
        var kept = new CardState(cardId, card.MethodId, card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear, clock.GetUtcNow());
        await ChangeAsync(_ => Only(Here with
        {
            Cards = Here.Cards.RemoveAll(other => other.CardId == cardId).Add(kept),
            DefaultCardId = makeDefault || Here.Cards.IsEmpty ? cardId : Here.DefaultCardId,
        }));
        return BillingViewing.Card(kept, Here);
    }

    private async Task<PaymentView> ViewAsync(PaymentState payment)
    {
        if (payment.Status is not (PaymentStatus.Pending or PaymentStatus.RequiresAction)) return BillingViewing.Payment(payment, null);
        var seen = await AdvanceAsync(payment);
        return BillingViewing.Payment(await FindAsync(payment.PaymentId) ?? payment, seen);
    }

    /// <summary>Asks the gateway how an open payment went, and writes that down. Null where it cannot say.</summary>
    private async Task<GatewayPayment?> AdvanceAsync(PaymentState payment, bool giveUp = false)
    {
        if (payment.Gateway != gateway.Name) return null;
        try
        {
            var seen = await PaymentInquiry.AskAsync(gateway, payment, options, clock.GetUtcNow(), giveUp);
            await ChangeAsync(async account => await FindAsync(payment.PaymentId) is { } current
                ? PaymentInquiry.Decide(account, current, seen, clock.GetUtcNow())
                : null);
            return seen;
        }
        catch (PaymentGatewayException failure)
        {
            logger.GatewayFailed(gateway.Name, Id, failure);
            return null;
        }
    }

    /// <summary>Decides, saves, and decides again on what is stored where another activation was faster or the wallet holds less than was seen.</summary>
    /// <returns>Whether anything was to be changed.</returns>
    private async Task<bool> ChangeAsync(Func<BillingState, Task<BillingChange?>> decide)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await decide(State) is not { } change) return false;
            var (status, next) = await log.SaveAsync(stored, change, clock.GetUtcNow(), CancellationToken.None);
            if (status == AppendStatus.Appended)
            {
                stored = next;
                // The wallet believes that it has what was taken; told of it, it looks again.
                if (change.Postings.Any(posting => posting.From == Wallet)) await GrainFactory.Wallet(Id).GetAsync(CancellationToken.None);
                return true;
            }

            stored = await log.ReadAsync(Id, CancellationToken.None);
            if (status == AppendStatus.DuplicateOperation && attempt > 0) return false;
        }

        throw new StorageBusyException(MaxAttempts);
    }
}
