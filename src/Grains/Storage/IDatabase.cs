namespace Grains.Storage;

/// <summary>
/// Rows of one's own beside log, ledger and grain state: the read model and what features keep in tables. One SQL text serves
/// every database: positional <c>?</c> parameters, <c>ON CONFLICT</c>, integers of 64 bits, text, bytes; what differs is asked
/// of <see cref="ISql.Dialect"/>.
/// </summary>
internal interface IDatabase
{
    /// <summary>Runs the work on one snapshot of what is committed. It cannot write.</summary>
    /// <param name="work">Awaits nothing but its <see cref="ISql"/>, keeps it no longer than it runs, and may run more than once.</param>
    /// <exception cref="StorageUnavailableException">The storage failed.</exception>
    /// <exception cref="StorageBusyException">Not started: repeat it later.</exception>
    Task<T> ReadAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel);

    /// <summary>
    /// Runs the work in one serializable transaction and completes when that is on disk; nothing stays of a work that throws.
    /// Cancelling has an effect only before it begins.
    /// </summary>
    /// <inheritdoc cref="ReadAsync{T}" path="/param"/>
    /// <exception cref="StorageUnavailableException">The outcome may be unknown.</exception>
    /// <exception cref="StorageBusyException">Nothing was changed: repeat it later.</exception>
    Task<T> WriteAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel);

    /// <summary>
    /// Runs one statement as a transaction of its own and completes when that is on disk: for a change that decides by nothing
    /// but what its own text says. Cheaper than <see cref="WriteAsync{T}"/>.
    /// </summary>
    /// <returns>The rows that it inserted, updated or deleted.</returns>
    /// <exception cref="StorageUnavailableException">The outcome may be unknown.</exception>
    /// <exception cref="StorageBusyException">Nothing was changed: repeat it later.</exception>
    Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancel);
}
