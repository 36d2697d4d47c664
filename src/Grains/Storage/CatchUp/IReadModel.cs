namespace Grains.Storage.CatchUp;

internal interface IReadModel
{
    /// <summary>Completes when the rows of all catch-up projections hold everything that was committed before the call.</summary>
    /// <exception cref="StorageUnavailableException">The storage failed.</exception>
    /// <exception cref="StorageBusyException">Repeat it later.</exception>
    Task CatchUpAsync(CancellationToken cancel);
}
