namespace Grains.Wallets;

/// <param name="OperationId">Names the operation; at most 200 characters; repeating it is safe.</param>
/// <param name="AmountMicros">Above zero, in micro-USD.</param>
/// <param name="Source">Where the money comes from: a <c>system:</c> ledger account such as <c>system:grants</c>.</param>
[GenerateSerializer, Immutable, Alias("wallets.top-up")]
public sealed record TopUpWallet(
    [property: Id(0)] string OperationId,
    [property: Id(1)] long AmountMicros,
    [property: Id(2)] string Source);

/// <param name="SessionId">The session whose escrow is filled.</param>
/// <param name="OperationId">Deterministic: session, epoch and lease number.</param>
/// <param name="MinimumMicros">The least that is of use, above zero.</param>
/// <param name="WantedMicros">The most to grant, at least the minimum.</param>
[GenerateSerializer, Immutable, Alias("wallets.request-lease")]
public sealed record RequestLease(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string OperationId,
    [property: Id(2)] long MinimumMicros,
    [property: Id(3)] long WantedMicros);

[GenerateSerializer, Immutable, Alias("wallets.lease-returned")]
public sealed record LeaseReturned([property: Id(0)] Guid SessionId);
