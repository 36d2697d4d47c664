using Grains.Knowledge;
using Grains.Storage;

namespace Grains.Tests.Knowledge;

public abstract class KnowledgeStoreSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Dictionary<Guid, string> Unknown = [];

    private readonly Guid clone = Guid.NewGuid();
    private readonly Guid owner = Guid.NewGuid();

    private protected abstract IDatabase Database { get; }

    private KnowledgeStore Store => new(Database);

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task Staged_chunks_are_found_only_once_they_are_published()
    {
        var document = await AddAsync();
        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0), Chunk(document, 1)], default);
        var staged = await Store.LoadIndexAsync(clone, Unknown, default);

        var version = await Store.PublishAsync(Completed(document, "g1", 2), At, default);

        Assert.Empty(staged.Documents);
        Assert.Equal(1, version);
        var found = await Store.LoadIndexAsync(clone, Unknown, default);
        Assert.Equal(version, found.Version);
        Assert.Equal(["text 0", "text 1"], found.Chunks[document.DocumentId].Select(chunk => chunk.Text));
        Assert.Equal([0.6f, 0.8f], found.Chunks[document.DocumentId][0].Vector!.Value.ToArray().Select(value => MathF.Round(value, 3)));
    }

    [SpecificationFact]
    public async Task Publishing_another_generation_replaces_the_first_whole()
    {
        var document = await AddAsync();
        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0), Chunk(document, 1)], default);
        await Store.PublishAsync(Completed(document, "g1", 2), At, default);
        await Store.StageAsync(document.DocumentId, "g2", [Chunk(document, 0)], default);

        await Store.PublishAsync(Completed(document, "g2", 1), At, default);

        Assert.Single((await Store.LoadIndexAsync(clone, Unknown, default)).Chunks[document.DocumentId]);
        Assert.Equal(0, await Store.CountStagedAsync(document.DocumentId, "g1", default));
    }

    [SpecificationFact]
    public async Task Staging_the_same_chunks_twice_keeps_them_once()
    {
        var document = await AddAsync();

        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0)], default);
        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0), Chunk(document, 1)], default);

        Assert.Equal(2, await Store.CountStagedAsync(document.DocumentId, "g1", default));
    }

    [SpecificationFact]
    public async Task A_deleted_document_takes_no_more_chunks_and_lists_its_files()
    {
        var document = await AddAsync();
        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0)], default);

        await Store.DeleteAsync(document, At, default);

        Assert.False(await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 1)], default));
        Assert.Equal(0, await Store.CountStagedAsync(document.DocumentId, "g1", default));
        Assert.Equal(
            new[] { document.SourceBlob, document.TextBlob }.Order(), (await Store.ListLooseBlobsAsync(At.AddDays(1), 10, default)).Order());
    }

    [SpecificationFact]
    public async Task The_quota_counts_all_clones_of_an_owner()
    {
        await AddAsync();
        var elsewhere = Record() with { CloneId = Guid.NewGuid() };

        Assert.Equal(AddResult.TooManyDocuments, await Store.AddAsync(elsewhere, 1, 1_000, default));
        Assert.Equal(AddResult.TooManyBytes, await Store.AddAsync(elsewhere, 10, 15, default));
        Assert.Equal(AddResult.Added, await Store.AddAsync(elsewhere, 2, 20, default));
    }

    [SpecificationFact]
    public async Task A_document_that_is_taken_has_no_loose_file()
    {
        var document = Record();
        await Store.AddLooseBlobAsync(document.SourceBlob, At, default);

        await Store.AddAsync(document, 10, 1_000, default);

        Assert.Empty(await Store.ListLooseBlobsAsync(At.AddDays(1), 10, default));
    }

    [SpecificationFact]
    public async Task Only_documents_on_their_way_are_unfinished()
    {
        var document = await AddAsync();
        var before = await Store.ListUnfinishedAsync(default);

        await Store.SaveAsync([document with { Step = IngestionStep.Failed }], default);

        Assert.Equal([clone], before);
        Assert.Empty(await Store.ListUnfinishedAsync(default));
    }

    [SpecificationFact]
    public async Task Chunks_that_the_caller_knows_are_not_read_again()
    {
        var document = await AddAsync();
        await Store.StageAsync(document.DocumentId, "g1", [Chunk(document, 0)], default);
        await Store.PublishAsync(Completed(document, "g1", 1), At, default);

        var found = await Store.LoadIndexAsync(clone, new Dictionary<Guid, string> { [document.DocumentId] = "g1" }, default);

        Assert.Single(found.Documents);
        Assert.Empty(found.Chunks);
    }

    private static DocumentRecord Completed(DocumentRecord document, string generation, int chunks) =>
        document with { Step = IngestionStep.Completed, Generation = generation, ChunkCount = chunks };

    private static StagedChunk Chunk(DocumentRecord document, int ordinal) =>
        new(ChunkId.Of(document.DocumentId, "g1", ordinal), ordinal, 1, "Section", $"text {ordinal}", new[] { 0.6f, 0.8f });

    private async Task<DocumentRecord> AddAsync()
    {
        var document = Record();
        Assert.Equal(AddResult.Added, await Store.AddAsync(document, 100, 1_000, default));
        return document;
    }

    private DocumentRecord Record() => new()
    {
        DocumentId = Guid.NewGuid(),
        CloneId = clone,
        OwnerId = owner,
        Label = new DocumentLabel("Title", "", null, ["tag"]),
        FileName = "title.txt",
        FileType = "txt",
        FileSize = 10,
        ContentHash = "00",
        UploadedAt = At,
    };
}
