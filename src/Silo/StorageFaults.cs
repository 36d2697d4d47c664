using System.Data.Common;
using Grains.Outcomes;
using Grains.Storage;
using Orleans.Storage;

namespace Silo;

/// <summary>
/// Tells callers of storage that is busy, full or at odds as of something that passes, in an exception that every process knows.
/// The original is logged where it happened.
/// </summary>
internal sealed class StorageFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (InconsistentStateException)
        {
            // The engine has to see it: it drops the activation, and the next call reads what is stored.
            throw;
        }
        catch (Exception failure) when (IsOfStorage(failure))
        {
            throw new TemporarilyUnavailableException();
        }
    }

    /// <summary>One of its own kinds, one of the database that the engine uses itself, or what the engine made of either.</summary>
    private static bool IsOfStorage(Exception? failure) => failure is StorageBusyException or StorageUnavailableException or DbException
        || (failure is OrleansException && (failure.InnerException is TemporarilyUnavailableException || IsOfStorage(failure.InnerException)));
}
