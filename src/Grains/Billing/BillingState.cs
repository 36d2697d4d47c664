using System.Collections.Immutable;

namespace Grains.Billing;

/// <summary>A billing account as its stream's last event holds it. Payments that are decided are not in it but in their own events.</summary>
internal sealed record BillingState
{
    public Guid UserId { get; init; }

    /// <summary>The gateway that customer and cards belong to; those of another one are void.</summary>
    public string Gateway { get; init; } = "";

    public string? CustomerId { get; init; }

    public BillingAddress? Address { get; init; }

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<CardState> Cards { get; init; } = [];

    public Guid? DefaultCardId { get; init; }

    /// <summary>Payments that the gateway has not decided yet, oldest first.</summary>
    public ImmutableArray<PaymentState> Open { get; init; } = [];

    /// <summary>What refunds and disputes took back beyond what was in the wallet, in micro-USD.</summary>
    public long OwedMicros { get; init; }

    /// <summary>Set when the user's account was deleted: from then on nothing is added.</summary>
    public bool Erased { get; init; }

    /// <summary>Whether a crash after this state would leave something undone.</summary>
    public bool HasUnfinished => !Open.IsEmpty || OwedMicros > 0;

    public CardState? FindCard(Guid cardId) => Cards.FirstOrDefault(card => card.CardId == cardId);

    public CardState? DefaultCard => (DefaultCardId is { } id ? FindCard(id) : null) ?? Cards.FirstOrDefault();

    public override string ToString() => nameof(BillingState);
}

/// <param name="MethodId">The gateway's id of the card.</param>
internal sealed record CardState(
    Guid CardId, string MethodId, string Brand, string Last4, int ExpiryMonth, int ExpiryYear, DateTimeOffset AddedAt);

/// <summary>A payment as each of its events holds it.</summary>
internal sealed record PaymentState
{
    public Guid PaymentId { get; init; }

    public Guid UserId { get; init; }

    public PaymentStatus Status { get; init; }

    /// <summary>What was asked for, and once it is completed what was received, in micro-USD.</summary>
    public long AmountMicros { get; init; }

    /// <summary>What was asked for, in micro-USD.</summary>
    public long RequestedMicros { get; init; }

    public string Currency { get; init; } = "USD";

    public string Gateway { get; init; } = "";

    public bool LiveMode { get; init; }

    public bool Sandbox { get; init; }

    public Guid? CardId { get; init; }

    public string CustomerId { get; init; } = "";

    public string MethodId { get; init; } = "";

    public string Brand { get; init; } = "";

    public string Last4 { get; init; } = "";

    public string? GatewayPaymentId { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public long RefundedMicros { get; init; }

    public ImmutableArray<DisputeState> Disputes { get; init; } = [];

    public long DisputedMicros => Disputes.Sum(dispute => dispute.Won ? 0 : dispute.AmountMicros);
}

/// <param name="AmountMicros">What was taken from the wallet, or is owed, because of it.</param>
/// <param name="Won">It was decided for us, and the amount was given back.</param>
internal sealed record DisputeState(string DisputeId, long AmountMicros, bool Won);
