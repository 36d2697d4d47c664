namespace Grains.Storage;

/// <summary>
/// The double-entry book. An account's balance is always the sum of its entries; only accounts whose name starts with
/// <c>system:</c> may go below zero; the sum over all accounts is zero.
/// </summary>
public interface ILedger
{
    /// <summary>An account that was never posted to has a balance of zero.</summary>
    Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel);

    /// <summary>Accounts whose name starts with the prefix and whose balance is not zero, in name order.</summary>
    Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel);

    /// <summary>
    /// Posts all or none in one transaction, in order: each builds on the balances that those before it leave. A posting whose operation id was posted before with the same content is skipped
    /// (<see cref="PostStatus.AlreadyPosted"/> when all were); with other content the whole call is refused.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome may be unknown: repeat it.</exception>
    /// <exception cref="StorageBusyException">Not started: repeat it later.</exception>
    Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Entries that touch an account, newest first, before an entry number (long.MaxValue for the first page).</summary>
    Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel);

    /// <summary>Adds the book up from its entries alone.</summary>
    Task<LedgerProof> ProveAsync(CancellationToken cancel);
}

/// <param name="OperationId">Occurs once in the book. At most 200 characters.</param>
/// <param name="From">The account that gives.</param>
/// <param name="To">The account that gets; another one.</param>
/// <param name="AmountMicros">Above zero, micro-USD.</param>
/// <param name="Kind">Such as <c>grant</c>, <c>lease</c>, <c>charge</c>, <c>lease-return</c>.</param>
/// <param name="Reference">What it was for, such as a session id.</param>
public sealed record Posting(string OperationId, string From, string To, long AmountMicros, string Kind, string Reference)
{
    /// <summary>
    /// Post what the giving account holds above this amount instead of <see cref="AmountMicros"/>; skip it if that is nothing.
    /// The operation id still occurs once: it is used up even where nothing was moved, so that a late repeat moves nothing.
    /// </summary>
    public long? AllAboveMicros { get; init; }
}

public sealed record LedgerAccount(string Name, long BalanceMicros, long Version);

public sealed record LedgerEntry(long Number, string OperationId, string From, string To, long AmountMicros, string Kind, string Reference, DateTimeOffset At);

public enum PostStatus
{
    Posted,
    AlreadyPosted,
    InsufficientFunds,
    OperationMismatch,
}

/// <param name="Shortfall">With <see cref="PostStatus.InsufficientFunds"/>: what was missing, in micro-USD.</param>
/// <param name="MovedMicros">The sum that this call really moved.</param>
public readonly record struct PostResult(PostStatus Status, long Shortfall, long MovedMicros);

/// <param name="SumMicros">Of all balances; zero in a sound book.</param>
/// <param name="Mismatches">Accounts whose stored balance is not the sum of their entries; empty in a sound book.</param>
/// <param name="Overdrawn">Accounts below zero that must not be; empty in a sound book.</param>
public sealed record LedgerProof(long SumMicros, IReadOnlyList<string> Mismatches, IReadOnlyList<string> Overdrawn, long Entries);
