using System.Text.Json;
using Grains.Storage;

namespace Grains.Billing;

/// <summary>
/// An account's stream: what happened to its payments, each event with the whole payment, and after that in the same append the whole
/// account, so that its last event is all that is read.
/// </summary>
internal sealed class BillingLog(IEventLog log)
{
    public const string Saved = "billing.account-saved";
    public const string PaymentStarted = "billing.payment-started";
    public const string PaymentUpdated = "billing.payment-updated";
    public const string PaymentCompleted = "billing.payment-completed";
    public const string PaymentFailed = "billing.payment-failed";
    public const string PaymentRefunded = "billing.payment-refunded";
    public const string PaymentDisputed = "billing.payment-disputed";
    public const string DisputeWon = "billing.payment-dispute-won";

    /// <summary>An event of a gateway that was applied; its operation id is that event's, so that it is applied once.</summary>
    public const string NoticeApplied = "billing.notice-applied";

    /// <summary>The user is gone; what the books need stays without a link to them.</summary>
    public const string AccountErased = "billing.account-erased";

    /// <summary>The events whose data is a payment.</summary>
    public static IReadOnlyList<string> PaymentEvents { get; } =
        [PaymentStarted, PaymentUpdated, PaymentCompleted, PaymentFailed, PaymentRefunded, PaymentDisputed, DisputeWon];

    public async Task<StoredBilling> ReadAsync(Guid userId, CancellationToken cancel)
    {
        var last = await log.ReadAsync(new StreamSlice(BillingAccountAddress.KeyOf(userId), 0, 1) { Backwards = true }, cancel);
        if (last.Count == 0) return new StoredBilling(new BillingState { UserId = userId }, StreamHead.Empty);
        return new StoredBilling(Parse<BillingState>(last[0].Data), new StreamHead(last[0].Seq, last[0].Epoch));
    }

    public async Task<(AppendStatus Status, StoredBilling Stored)> SaveAsync(
        StoredBilling stored, BillingChange change, DateTimeOffset at, CancellationToken cancel)
    {
        var events = new List<NewEvent>(change.Facts) { new(Saved, Serialize(change.Next)) };
        var append = new LogAppend(BillingAccountAddress.KeyOf(change.Next.UserId), stored.Head.Seq, stored.Head.Epoch, at, events)
        {
            Postings = change.Postings,
            Unfinished = change.Next.HasUnfinished,
        };
        var result = await log.AppendAsync(append, cancel);
        return (result.Status, result.Status == AppendStatus.Appended ? new StoredBilling(change.Next, result.Head) : stored);
    }

    public static NewEvent Fact(string type, PaymentState payment, string? operationId = null) => new(type, Serialize(payment), operationId);

    public static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StorageJson.Options);

    public static T Parse<T>(ReadOnlyMemory<byte> data) =>
        JsonSerializer.Deserialize<T>(data.Span, StorageJson.Options) ?? throw new InvalidOperationException("An event of billing holds nothing.");
}

internal readonly record struct StoredBilling(BillingState State, StreamHead Head);

/// <summary>What one append does to an account.</summary>
internal sealed record BillingChange(BillingState Next)
{
    public IReadOnlyList<NewEvent> Facts { get; init; } = [];

    public IReadOnlyList<Posting> Postings { get; init; } = [];
}
