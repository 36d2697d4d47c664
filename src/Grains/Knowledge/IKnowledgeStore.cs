using Grains.Knowledge.Retrieval;

namespace Grains.Knowledge;

/// <summary>Where documents and chunks live. Every method that changes something is one durable transaction.</summary>
internal interface IKnowledgeStore
{
    /// <summary>A clone's documents and version; both empty where it has none.</summary>
    Task<StoredKnowledge> LoadAsync(Guid cloneId, CancellationToken cancel);

    Task<DocumentRecord?> FindAsync(Guid documentId, CancellationToken cancel);

    /// <summary>Adds a document if its owner's quota has room, and takes its file off the list of loose ones.</summary>
    Task<AddResult> AddAsync(DocumentRecord document, int maxDocuments, long maxBytes, CancellationToken cancel);

    /// <summary>What an owner keeps over all clones.</summary>
    Task<OwnerUsage> GetUsageAsync(Guid ownerId, CancellationToken cancel);

    /// <summary>Saves what has become of documents; those that were deleted meanwhile are passed over.</summary>
    Task SaveAsync(IReadOnlyList<DocumentRecord> documents, CancellationToken cancel);

    /// <summary>Keeps chunks that nothing finds yet. False, and nothing is kept, where the document is gone.</summary>
    Task<bool> StageAsync(Guid documentId, string generation, IReadOnlyList<StagedChunk> chunks, CancellationToken cancel);

    /// <summary>How many chunks of a generation are kept; they are always the first ones.</summary>
    Task<int> CountStagedAsync(Guid documentId, string generation, CancellationToken cancel);

    /// <summary>Makes the record's generation the one that is found, drops the document's others, and answers the new version.</summary>
    Task<long> PublishAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Drops chunks of a document that are not found.</summary>
    Task DropStagedAsync(DocumentRecord document, CancellationToken cancel);

    /// <summary>Deletes a document with its chunks, lists its files as loose, and answers the new version.</summary>
    Task<long> DeleteAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Deletes all that a clone knows, lists the files as loose, and answers the new version.</summary>
    Task<long> DeleteAllAsync(Guid cloneId, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Clones with documents that are neither completed nor failed.</summary>
    Task<IReadOnlyList<Guid>> ListUnfinishedAsync(CancellationToken cancel);

    /// <summary>What can be found, with the chunks of those documents whose generation the caller does not know.</summary>
    /// <param name="known">Generations by document.</param>
    Task<StoredIndex> LoadIndexAsync(Guid cloneId, IReadOnlyDictionary<Guid, string> known, CancellationToken cancel);

    /// <summary>Notes a file that no document holds, so that it is removed one day if none ever does.</summary>
    Task AddLooseBlobAsync(string name, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Files that were noted before a time.</summary>
    Task<IReadOnlyList<string>> ListLooseBlobsAsync(DateTimeOffset before, int limit, CancellationToken cancel);

    Task RemoveLooseBlobAsync(string name, CancellationToken cancel);
}

/// <param name="Version">0 where nothing was ever indexed or deleted.</param>
/// <param name="UpdatedAt">Null where nothing was ever indexed or deleted.</param>
internal sealed record StoredKnowledge(IReadOnlyList<DocumentRecord> Documents, long Version, DateTimeOffset? UpdatedAt);

internal sealed record OwnerUsage(int Documents, long Bytes);

internal enum AddResult
{
    Added,
    TooManyDocuments,
    TooManyBytes,
}

/// <param name="Vector">Of length one.</param>
internal sealed record StagedChunk(Guid ChunkId, int Ordinal, int? Page, string? Section, string Text, ReadOnlyMemory<float> Vector);

/// <param name="Documents">All that can be found, oldest first.</param>
/// <param name="Chunks">Of the documents that the caller did not know, in reading order.</param>
internal sealed record StoredIndex(long Version, IReadOnlyList<DocumentRecord> Documents, IReadOnlyDictionary<Guid, IReadOnlyList<IndexedChunk>> Chunks);
