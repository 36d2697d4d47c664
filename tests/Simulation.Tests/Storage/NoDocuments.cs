using Grains.Knowledge;
using Grains.Knowledge.Retrieval;

namespace Simulation.Tests.Storage;

/// <summary>
/// What clones know in the simulation: nothing, since nobody uploads. Only deleting a clone and searching it are served; what belongs
/// to documents is an error, so that a simulation which begins to upload finds out.
/// </summary>
internal sealed class NoDocuments(Book book) : IKnowledgeStore
{
    public Task<StoredKnowledge> LoadAsync(Guid cloneId, CancellationToken cancel) =>
        Task.FromResult(new StoredKnowledge([], book.Knowledge.GetValueOrDefault(cloneId), null));

    public Task<long> DeleteAllAsync(Guid cloneId, DateTimeOffset at, CancellationToken cancel) =>
        Task.FromResult(book.Knowledge[cloneId] = book.Knowledge.GetValueOrDefault(cloneId) + 1);

    public Task<StoredIndex> LoadIndexAsync(Guid cloneId, IReadOnlyDictionary<Guid, string> known, CancellationToken cancel) =>
        Task.FromResult(new StoredIndex(book.Knowledge.GetValueOrDefault(cloneId), [], new Dictionary<Guid, IReadOnlyList<IndexedChunk>>()));

    public Task<IReadOnlyList<Guid>> ListUnfinishedAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([]);

    public Task<DocumentRecord?> FindAsync(Guid documentId, CancellationToken cancel) => throw NotServed();

    public Task<AddResult> AddAsync(DocumentRecord document, int maxDocuments, long maxBytes, CancellationToken cancel) => throw NotServed();

    public Task<OwnerUsage> GetUsageAsync(Guid ownerId, CancellationToken cancel) => throw NotServed();

    public Task SaveAsync(IReadOnlyList<DocumentRecord> documents, CancellationToken cancel) => throw NotServed();

    public Task<bool> StageAsync(Guid documentId, string generation, IReadOnlyList<StagedChunk> chunks, CancellationToken cancel) => throw NotServed();

    public Task<int> CountStagedAsync(Guid documentId, string generation, CancellationToken cancel) => throw NotServed();

    public Task<long> PublishAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) => throw NotServed();

    public Task DropStagedAsync(DocumentRecord document, CancellationToken cancel) => throw NotServed();

    public Task<long> DeleteAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) => throw NotServed();

    public Task AddLooseBlobAsync(string name, DateTimeOffset at, CancellationToken cancel) => throw NotServed();

    public Task<IReadOnlyList<string>> ListLooseBlobsAsync(DateTimeOffset before, int limit, CancellationToken cancel) => throw NotServed();

    public Task RemoveLooseBlobAsync(string name, CancellationToken cancel) => throw NotServed();

    private static NotSupportedException NotServed() => new("The simulation has no documents.");
}
