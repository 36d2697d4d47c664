namespace Grains.Storage;

/// <summary>
/// The one exception to a log that only grows: takes out of events what somebody has a right to have forgotten. What an event is, when it
/// was, its number and its operation id stay, so that streams stay whole and a rebuilt read model comes to the same sums.
/// </summary>
internal interface IEventRedaction
{
    /// <summary>Gives events of a stream other data, a page a transaction. Repeating it changes nothing more.</summary>
    /// <param name="rewrite">
    /// The event's data without what has to go, under the same type; its own to leave it. Never empty. Called again for the same event where a
    /// transaction is repeated.
    /// </param>
    /// <returns>How many events have other data now.</returns>
    /// <exception cref="StorageUnavailableException">The storage failed; what was done until then stays.</exception>
    /// <exception cref="StorageBusyException">Repeat it later.</exception>
    Task<int> RedactAsync(string stream, Func<LoggedEvent, ReadOnlyMemory<byte>> rewrite, CancellationToken cancel);
}
