using Grains.Clones;
using Grains.Knowledge;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Knowledge;

/// <summary>What happens to documents when the process that reads them goes away.</summary>
public sealed class IngestionRecoveryTests
{
    [Fact]
    public async Task A_document_whose_reading_was_cut_off_is_completed_by_the_next_start()
    {
        var data = Directory.CreateTempSubdirectory("grains-test-");
        var owner = Guid.NewGuid();
        var clone = Guid.NewGuid();
        var reader = new StuckReader();
        Guid document;
        await using (var first = await ProductHost.StartAsync(Setup(reader), data.FullName))
        {
            await MakeCloneAsync(first, clone, owner);
            document = await AddTextAsync(first, clone, owner);
            await reader.Began.Task;
        }

        await using var second = await ProductHost.StartAsync(Setup(null), data.FullName);

        var finished = await FinishedAsync(second, clone, owner, document);
        Assert.Equal(DocumentStatus.Completed, finished.Status);
        Assert.Equal(1, finished.ChunkCount);
    }

    [Fact]
    public async Task A_file_that_takes_too_long_ends_as_failed()
    {
        await using var host = await ProductHost.StartAsync(Setup(new StuckReader(), ("Knowledge:ReadSeconds", "0.2")));
        var owner = Guid.NewGuid();
        var clone = Guid.NewGuid();
        await MakeCloneAsync(host, clone, owner);

        var document = await AddTextAsync(host, clone, owner);

        var finished = await FinishedAsync(host, clone, owner, document);
        Assert.Equal(DocumentStatus.Failed, finished.Status);
        Assert.Equal("document.too_slow", finished.ErrorCode);
    }

    [Fact]
    public async Task A_document_deleted_while_it_is_read_leaves_nothing()
    {
        var reader = new StuckReader();
        await using var host = await ProductHost.StartAsync(Setup(reader));
        var owner = Guid.NewGuid();
        var clone = Guid.NewGuid();
        await MakeCloneAsync(host, clone, owner);
        var document = await AddTextAsync(host, clone, owner);
        await reader.Began.Task;

        var deleted = await host.Grains.KnowledgeBase(clone).DeleteDocumentAsync(new DeleteDocument(owner, document), default);

        Assert.Null(deleted.Refusal);
        Assert.Empty((await host.Grains.KnowledgeBase(clone).ListDocumentsAsync(owner, default)).Value!.Documents);
        Assert.Equal(0, await CountBlobsAsync(host));
    }

    /// <summary>Uploads that are kept, as files or as rows.</summary>
    private static async Task<long> CountBlobsAsync(ProductHost host)
    {
        var folder = Path.Combine(host.DataFolder, "blobs", "documents");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;
        var rows = await host.Services.GetRequiredService<IDatabase>().ReadAsync(
            sql => sql.NumberAsync("SELECT count(*) FROM blobs WHERE name LIKE 'documents/%'"), default);
        return files + rows;
    }

    private static ProductSetup Setup(IDocumentReader? reader, params (string Name, string Value)[] settings) => new()
    {
        Settings = settings.Append((Name: "Seed:Demo", Value: "false")).ToDictionary(pair => pair.Name, pair => (string?)pair.Value),
        Replace = services =>
        {
            if (reader is not null) services.AddSingleton(reader);
        },
    };

    private static async Task MakeCloneAsync(ProductHost host, Guid clone, Guid owner)
    {
        var profile = new CloneProfile { Name = "Clone", Pricing = new ClonePricing(PricingModel.PerMinute, 0, 0, 0) };
        Assert.Null((await host.Grains.Clone(clone).CreateAsync(new CreateClone(owner, profile), default)).Refusal);
    }

    private static async Task<Guid> AddTextAsync(ProductHost host, Guid clone, Guid owner)
    {
        var command = new AddText(owner, new DocumentLabel("Notes", "", null, []), "The anchor is in the locker.", null);
        return (await host.Grains.KnowledgeBase(clone).AddTextAsync(command, default)).Value!.DocumentId;
    }

    private static async Task<DocumentView> FinishedAsync(ProductHost host, Guid clone, Guid owner, Guid document)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var view = (await host.Grains.KnowledgeBase(clone).GetDocumentAsync(owner, document, default)).Value!;
            if (view.Status != DocumentStatus.Processing) return view;
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>Reads until it is told to stop.</summary>
    private sealed class StuckReader : IDocumentReader
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentKind kind, CancellationToken cancel)
        {
            Began.TrySetResult();
            cancel.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancel);
        }
    }
}
