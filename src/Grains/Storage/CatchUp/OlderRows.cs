namespace Grains.Storage.CatchUp;

internal static class OlderRows
{
    /// <summary>
    /// Catches up where the storage can be written; where it cannot, as with a full disk, the rows are as old as the last pass. For public
    /// lists, which are better old than gone. Figures of money ask <see cref="IReadModel.CatchUpAsync"/> and fail with it.
    /// </summary>
    /// <returns>Whether the rows hold everything.</returns>
    public static async Task<bool> TryCatchUpAsync(this IReadModel readModel, CancellationToken cancel)
    {
        try
        {
            await readModel.CatchUpAsync(cancel);
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or StorageBusyException)
        {
            // The storage tells of its outage itself.
            return false;
        }
    }
}
