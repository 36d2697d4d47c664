using Grains.Clones;
using Grains.Knowledge;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Knowledge;

/// <summary>That a document was processed is a fact of the log, once, whenever the process dies.</summary>
public sealed class DocumentLogTests
{
    [Fact]
    public async Task A_processed_document_is_in_the_log_once()
    {
        await using var host = await ProductHost.StartAsync();
        var (owner, clone) = await NewCloneAsync(host);

        var document = await AddTextAsync(host, clone, owner, "The anchor is in the locker.");

        var processed = Assert.Single(await ProcessedAsync(host, document));
        Assert.True(processed.Succeeded);
        Assert.Equal((document, clone, owner, 1), (processed.DocumentId, processed.CloneId, processed.OwnerId, processed.ChunkCount));
    }

    [Fact]
    public async Task A_document_that_failed_is_in_the_log_with_its_reason()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Replace = services => services.AddSingleton<IDocumentReader>(new Refusing()) });
        var (owner, clone) = await NewCloneAsync(host);

        var document = await AddTextAsync(host, clone, owner, "Unreadable.");

        var processed = Assert.Single(await ProcessedAsync(host, document));
        Assert.False(processed.Succeeded);
        Assert.Equal("document.no_text", processed.ErrorCode);
    }

    [Fact]
    public async Task New_settings_process_a_document_anew_and_the_log_says_so()
    {
        await using var host = await ProductHost.StartAsync();
        var (owner, clone) = await NewCloneAsync(host);
        var document = await AddTextAsync(host, clone, owner, "The anchor is in the locker.");
        await ProcessedAsync(host, document);

        var changes = new RagChanges { ChunkSize = 300, ChunkOverlap = 20 };
        Assert.Null((await host.Grains.Clone(clone).ConfigureRagAsync(new ConfigureRag(owner, changes), default)).Refusal);

        Assert.Equal(2, (await ProcessedAsync(host, document, count: 2)).Count);
    }

    [Theory]
    [InlineData(AppendFault.Before)]
    [InlineData(AppendFault.After)]
    public async Task A_process_that_dies_between_the_ending_and_its_event_makes_up_for_it(AppendFault fault)
    {
        var data = Directory.CreateTempSubdirectory("grains-test-");
        Guid owner, clone, document;
        await using (var first = await ProductHost.StartAsync(new ProductSetup { Replace = services => FaultyAppends.Replace(services, fault) }, data.FullName))
        {
            (owner, clone) = await NewCloneAsync(first);
            document = await AddTextAsync(first, clone, owner, "The anchor is in the locker.");
            await first.Services.GetRequiredService<FaultyAppends>().Failed.Task;
            Assert.Equal(DocumentStatus.Completed, (await first.Grains.KnowledgeBase(clone).GetDocumentAsync(owner, document, default)).Value!.Status);
        }

        await using var second = await ProductHost.StartAsync(null, data.FullName);

        Assert.Single(await ProcessedAsync(second, document));
        await UntilAsync(async () => (await second.Services.GetRequiredService<IKnowledgeStore>().FindAsync(document, default))!.IsSettled);
        Assert.Single(await ProcessedAsync(second, document));
    }

    private static async Task<(Guid Owner, Guid Clone)> NewCloneAsync(ProductHost host)
    {
        var (owner, clone) = (Guid.NewGuid(), Guid.NewGuid());
        var profile = new CloneProfile { Name = "Clone", Pricing = new ClonePricing(PricingModel.PerMinute, 0, 0, 0) };
        Assert.Null((await host.Grains.Clone(clone).CreateAsync(new CreateClone(owner, profile), default)).Refusal);
        return (owner, clone);
    }

    private static async Task<Guid> AddTextAsync(ProductHost host, Guid clone, Guid owner, string text)
    {
        var command = new AddText(owner, new DocumentLabel("Notes", "", null, []), text, null);
        return (await host.Grains.KnowledgeBase(clone).AddTextAsync(command, default)).Value!.DocumentId;
    }

    private static async Task<IReadOnlyList<DocumentProcessed>> ProcessedAsync(ProductHost host, Guid document, int count = 1)
    {
        IReadOnlyList<LoggedEvent> events = [];
        await UntilAsync(async () =>
        {
            events = await host.Services.GetRequiredService<IEventLog>().ReadAsync(new StreamSlice($"document-{document:N}", 0, 10), default);
            return events.Count >= count;
        });
        return [.. events.Select(one => DocumentLog.Parse(one.Data))];
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo()) await Task.Delay(20, deadline.Token);
    }

    private sealed class Refusing : IDocumentReader
    {
        public ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentKind kind, CancellationToken cancel) =>
            throw new DocumentRejectedException("document.no_text", "This document holds no text.");
    }
}
