using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>The storage of one process, as tests of the read model use it.</summary>
internal interface IProjectionStores : IAsyncDisposable
{
    IDatabase Database { get; }

    IEventLog Log { get; }

    StorageCounters Counters { get; }

    Task RebuildAsync();
}
