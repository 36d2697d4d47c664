using Grains.Knowledge.Chunking;
using Grains.Knowledge.Web;
using Grains.Providers.Embeddings;
using Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Knowledge;

/// <summary>
/// Runs one document's ingestion. It keeps nothing of its own: what is done stands in the document's row and in the chunks
/// that are kept already, and the knowledge base starts it again until the document is completed or failed.
/// </summary>
internal sealed partial class DocumentIngestionGrain(
    IKnowledgeStore store,
    IBlobStore blobs,
    DocumentWorkbench workbench,
    DocumentLog log,
    EmbeddingModels models,
    SiteCrawler crawler,
    IOptions<KnowledgeOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<DocumentIngestionGrain> logger) : Grain, IDocumentIngestionGrain
{
    private const string KeyPrefix = "document-";

    /// <summary>Runs that the embedding model may fail before the document is given up.</summary>
    private const int MaxEmbeddingFailures = 5;

    private DriveIngestion? running;
    private IGrainTimer? work;
    private int embeddingFailures;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(KeyPrefix.Length), "N");

    public Task DriveAsync(DriveIngestion command, CancellationToken cancel)
    {
        if (running == command)
            return Task.CompletedTask;

        // On a timer, so that this call answers at once; interleaved, so that a stop is heard while it works.
        work?.Dispose();
        running = command;
        work = this.RegisterGrainTimer(
            stop => RunAsync(command, stop),
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancel)
    {
        // Its token is cancelled with the timer.
        work?.Dispose();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task RunAsync(DriveIngestion command, CancellationToken disposed)
    {
        // A silo that goes down waits for what its grains are doing, so that has to end at once.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disposed, lifetime.ApplicationStopping);
        try
        {
            await IngestAsync(command, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped, replaced, or the silo is going down: whoever still wants the document starts it again.
        }
        catch (DocumentRejectedException rejected)
        {
            await FailAsync(command, rejected.Code, rejected.Message);
        }
        catch (EmbeddingFailedException failure) when (++embeddingFailures < MaxEmbeddingFailures)
        {
            LogWillRetry(failure, Id);
        }
        catch (EmbeddingFailedException)
        {
            await FailAsync(command, "document.embedding_failed", "The embedding model could not be reached. Delete the document and upload it again.");
        }
        catch (Exception failure) when (failure is StorageUnavailableException or StorageBusyException)
        {
            LogStorageFailed(Id, failure.Message);
        }
        catch (Exception failure)
        {
            LogBroken(failure, Id);
            await FailAsync(command, "document.unreadable", "This document could not be read.");
        }
        finally
        {
            // Unless a newer command has taken over.
            if (ReferenceEquals(running, command))
                running = null;
        }
    }

    private async Task IngestAsync(DriveIngestion command, CancellationToken cancel)
    {
        if (await store.FindAsync(Id, cancel) is not { } document || document.IsSettled)
            return;
        if (document.IsFinished)
        {
            await AnnounceAsync(command, document, cancel);
            return;
        }

        var text = document.Step == IngestionStep.Stored
            ? await GetTextAsync(document, command, cancel)
            : await ReadTextAsync(document, command, cancel);
        if (text is null)
            return;

        var layout = new ChunkLayout(command.ChunkSize, command.ChunkOverlap);
        var chunks = await workbench.RunAsync(stop => Task.FromResult(WebChunks.Cut(text, layout, stop)), cancel);
        if (chunks.Count == 0)
            throw new DocumentRejectedException("document.no_text", "This document holds no text.");
        if (!await EmbedAsync(command, chunks, cancel))
            return;

        await ReportAsync(command, new ReportIngestion(Id, command.Generation, IngestionStep.Completed) { ChunkCount = chunks.Count }, cancel);
    }

    /// <summary>Null where the document is no longer wanted.</summary>
    private Task<ExtractedText?> GetTextAsync(DocumentRecord document, DriveIngestion command, CancellationToken cancel) =>
        document.Web is { } web ? CrawlAsync(document, web, command, cancel) : ExtractAsync(document, command, cancel);

    private async Task<ExtractedText?> CrawlAsync(DocumentRecord document, WebSource web, DriveIngestion command, CancellationToken cancel)
    {
        var site = await crawler.CrawlAsync(CrawlOrder.Of(web), cancel);
        var file = site.ToFile();
        var usage = await store.GetUsageAsync(document.OwnerId, cancel);
        if (usage.Bytes - document.FileSize + file.Length > options.Value.MaxBytes)
            throw new DocumentRejectedException("knowledge.storage_full", KnowledgeRefusals.StorageFull(options.Value.MaxBytes).Message);

        var text = site.ToText();
        await blobs.PutAsync(document.SourceBlob, new MemoryStream(file), file.Length, cancel);
        var report = new ReportIngestion(Id, command.Generation, IngestionStep.Extracted)
        {
            PageCount = text.PageCount,
            WebPages = text.WebPages,
            FileSize = file.Length,
        };
        return await KeepAsync(document, text, command, report, cancel);
    }

    private async Task<ExtractedText?> ExtractAsync(DocumentRecord document, DriveIngestion command, CancellationToken cancel)
    {
        var read = await workbench.ReadAsync(
            async stop => await blobs.GetAsync(document.SourceBlob, stop) ?? throw new DocumentRejectedException("document.lost", "The file is no longer there."),
            DocumentTypes.Kind(document.FileType),
            cancel);
        var report = new ReportIngestion(Id, command.Generation, IngestionStep.Extracted) { PageCount = read.PageCount };
        return await KeepAsync(document, ExtractedText.Of(read), command, report, cancel);
    }

    private async Task<ExtractedText?> KeepAsync(
        DocumentRecord document, ExtractedText text, DriveIngestion command, ReportIngestion report, CancellationToken cancel)
    {
        var bytes = text.ToBytes();
        await blobs.PutAsync(document.TextBlob, new MemoryStream(bytes), bytes.Length, cancel);
        if (await ReportAsync(command, report, cancel))
            return text;

        // Deleted meanwhile: its files were removed before these were there.
        if (await store.FindAsync(Id, cancel) is null)
        {
            await blobs.DeleteAsync(document.TextBlob, cancel);
            if (document.Web is not null)
                await blobs.DeleteAsync(document.SourceBlob, cancel);
        }

        return null;
    }

    private async Task<ExtractedText?> ReadTextAsync(DocumentRecord document, DriveIngestion command, CancellationToken cancel) =>
        await blobs.GetAsync(document.TextBlob, cancel) is { } bytes
            ? ExtractedText.Parse(bytes)
            : await GetTextAsync(document, command, cancel);

    /// <summary>Goes on after the chunks that are kept already; false where the document was deleted.</summary>
    private async Task<bool> EmbedAsync(DriveIngestion command, IReadOnlyList<TextChunk> chunks, CancellationToken cancel)
    {
        var model = models.Find(command.EmbeddingModel);
        var done = await store.CountStagedAsync(Id, command.Generation, cancel);
        foreach (var batch in chunks.Skip(done).Chunk(model.BatchSize))
        {
            var texts = batch.Select(static chunk => ChunkText.ForSearch(chunk.Text, chunk.Section)).ToArray();
            var vectors = await workbench.RunAsync(stop => model.EmbedAsync(texts, stop), cancel);
            var staged = batch
                .Zip(vectors)
                .Select(pair => new StagedChunk(
                    ChunkId.Of(Id, command.Generation, pair.First.Ordinal),
                    pair.First.Ordinal,
                    pair.First.Page,
                    pair.First.Section,
                    pair.First.Text,
                    pair.Second))
                .ToList();
            if (!await store.StageAsync(Id, command.Generation, staged, cancel))
                return false;
        }

        return true;
    }

    private Task FailAsync(DriveIngestion command, string code, string message) =>
        ReportAsync(
            command,
            new ReportIngestion(Id, command.Generation, IngestionStep.Failed) { ErrorCode = code, Error = message },
            CancellationToken.None);

    private async Task<bool> ReportAsync(DriveIngestion command, ReportIngestion report, CancellationToken cancel)
    {
        var wanted = await GrainFactory.KnowledgeBase(command.CloneId).ReportAsync(report, cancel);
        if (wanted && report.Step is (IngestionStep.Completed or IngestionStep.Failed) && await store.FindAsync(Id, cancel) is { Unannounced: true } document)
            await AnnounceAsync(command, document, cancel);
        return wanted;
    }

    /// <summary>Lost in a crash, this is made up for: a document whose ending is not in the log is driven again.</summary>
    private async Task AnnounceAsync(DriveIngestion command, DocumentRecord document, CancellationToken cancel)
    {
        await log.AppendProcessedAsync(document, cancel);
        await ReportAsync(command, new ReportIngestion(Id, command.Generation, IngestionStep.Announced), cancel);
    }
}
