using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grains.Clones;
using Grains.Egress;
using Grains.Knowledge.Web;
using Grains.Outcomes;
using Grains.Providers.Embeddings;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Knowledge;

/// <summary>
/// The one writer of a clone's documents. It reads the clone's settings from its log and never calls the clone, which may
/// therefore wait for it.
/// </summary>
internal sealed partial class KnowledgeBaseGrain(
    CloneLog clones,
    IKnowledgeStore store,
    IBlobStore blobs,
    IOutboundDoor door,
    EmbeddingModels embeddings,
    IOptions<KnowledgeOptions> options,
    TimeProvider clock,
    ILogger<KnowledgeBaseGrain> logger) : Grain, IKnowledgeBaseGrain
{
    private const string KeyPrefix = "knowledge-";

    private readonly KnowledgeOptions limits = options.Value;
    private ImmutableDictionary<Guid, DocumentRecord> documents = ImmutableDictionary<Guid, DocumentRecord>.Empty;
    private CloneState? clone;
    private IngestionPlan? plan;
    private long version;
    private DateTimeOffset? updatedAt;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(KeyPrefix.Length), "N");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(Id, cancellationToken);
        documents = stored.Documents.ToImmutableDictionary(static document => document.DocumentId);
        version = stored.Version;
        updatedAt = stored.UpdatedAt;
        await ReadCloneAsync(cancellationToken);

        // A timer, because a grain that is being activated must not wait for one that may call it back.
        if (clone is not null)
            this.RegisterGrainTimer(ResumeAsync, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public async Task<Outcome<UploadAllowance>> CheckUploadAsync(Guid userId, CancellationToken cancel)
    {
        if (!IsOwner(userId))
            return CloneRefusals.NotFound;

        var usage = await store.GetUsageAsync(userId, cancel);
        if (usage.Documents >= limits.MaxDocuments)
            return KnowledgeRefusals.TooManyDocuments(limits.MaxDocuments);
        return usage.Bytes >= limits.MaxBytes ? KnowledgeRefusals.StorageFull(limits.MaxBytes) : new UploadAllowance(limits.MaxFileBytes);
    }

    public async Task<Outcome<DocumentView>> AddFileAsync(AddFile command, CancellationToken cancel)
    {
        var added = await AddAsync(command.UserId, command.Label, command.File, command.IdempotencyKey, cancel);
        if (added.Value?.DocumentId != command.File.DocumentId)
            await DropBlobAsync(DocumentRecord.SourceBlobOf(command.File.DocumentId), cancel);
        return added;
    }

    public async Task<Outcome<DocumentView>> AddTextAsync(AddText command, CancellationToken cancel)
    {
        if (!IsOwner(command.UserId))
            return CloneRefusals.NotFound;
        if (KnowledgeRules.Check(command.Label) is { } badLabel)
            return badLabel;
        if (KnowledgeRules.CheckContent(command.Content) is { } badContent)
            return badContent;

        var content = Encoding.UTF8.GetBytes(command.Content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var file = new SavedUpload(Guid.NewGuid(), $"{command.Label.Title}.txt", DocumentTypes.Text, content.Length, hash);
        if (KnownDocument.Find(documents.Values, command.Label, file, command.IdempotencyKey).IsRefused(out var refusal, out var known))
            return refusal;
        if (known.Document is { } document)
            return View(document);

        var blob = DocumentRecord.SourceBlobOf(file.DocumentId);
        await store.AddLooseBlobAsync(blob, clock.GetUtcNow(), cancel);
        await blobs.PutAsync(blob, new MemoryStream(content), content.Length, cancel);
        var added = await AddAsync(command.UserId, command.Label, file, command.IdempotencyKey, cancel);
        if (added.IsRefused(out _, out _))
            await DropBlobAsync(blob, cancel);
        return added;
    }

    public async Task<Outcome<DocumentView>> AddUrlAsync(AddUrl command, CancellationToken cancel)
    {
        if (!IsOwner(command.UserId))
            return CloneRefusals.NotFound;
        if ((KnowledgeRules.Check(command.Label) ?? KnowledgeRules.CheckDepth(command.ScrapeDepth)) is { } invalid)
            return invalid;
        if (!Uri.TryCreate(command.Url, UriKind.Absolute, out var url))
            return EgressRefusals.BadUrl;

        // A host that cannot be asked now may be reached later; one that is not for the public never is.
        if (await door.CheckHostAsync(url, cancel) is { Kind: RefusalKind.Invalid } closed)
            return closed;

        var order = new CrawlOrder(url, command.ScrapeDepth, command.IncludeLinks);
        return await AddAsync(command.UserId, command.Label, order.ToUpload(), command.IdempotencyKey, cancel, order.ToSource());
    }

    public Task<Outcome<DocumentListView>> ListDocumentsAsync(Guid userId, CancellationToken cancel)
    {
        if (!IsOwner(userId))
            return Task.FromResult<Outcome<DocumentListView>>(CloneRefusals.NotFound);

        var newest = documents.Values.OrderByDescending(static document => document.UploadedAt).ThenBy(static document => document.DocumentId);
        return Task.FromResult<Outcome<DocumentListView>>(new DocumentListView([.. newest.Select(View)], TotalChunks(), TotalBytes()));
    }

    public Task<Outcome<DocumentView>> GetDocumentAsync(Guid userId, Guid documentId, CancellationToken cancel) =>
        Task.FromResult<Outcome<DocumentView>>(
            !IsOwner(userId) ? CloneRefusals.NotFound
            : documents.TryGetValue(documentId, out var document) ? View(document)
            : KnowledgeRefusals.DocumentNotFound);

    public async Task<Outcome<Done>> DeleteDocumentAsync(DeleteDocument command, CancellationToken cancel)
    {
        if (!IsOwner(command.UserId))
            return CloneRefusals.NotFound;
        if (!documents.TryGetValue(command.DocumentId, out var document))
            return KnowledgeRefusals.DocumentNotFound;

        var at = clock.GetUtcNow();
        version = await store.DeleteAsync(document, at, cancel);
        documents = documents.Remove(document.DocumentId);
        updatedAt = at;

        LogDeleted(document.DocumentId, Id);
        await GrainFactory.DocumentIngestion(document.DocumentId).StopAsync(cancel);
        await DropBlobAsync(document.SourceBlob, cancel);
        await DropBlobAsync(document.TextBlob, cancel);
        return new Done();
    }

    public Task<Outcome<KnowledgeStatsView>> GetStatsAsync(Guid userId, CancellationToken cancel)
    {
        if (!IsOwner(userId))
            return Task.FromResult<Outcome<KnowledgeStatsView>>(CloneRefusals.NotFound);

        return Task.FromResult<Outcome<KnowledgeStatsView>>(KnowledgeStatistics.Of(documents.Values, updatedAt));
    }

    public Task<long> GetVersionAsync(CancellationToken cancel) => Task.FromResult(clone is null ? IKnowledgeBaseGrain.Gone : version);

    public async Task<bool> ReportAsync(ReportIngestion report, CancellationToken cancel)
    {
        if (clone is null || report.Generation != plan?.Generation || !documents.TryGetValue(report.DocumentId, out var document))
            return false;

        var next = IngestionProgress.After(document, report);
        switch (report.Step)
        {
            case IngestionStep.Completed:
                var at = clock.GetUtcNow();
                version = await store.PublishAsync(next, at, cancel);
                updatedAt = at;
                LogCompleted(next.DocumentId, Id, next.ChunkCount);
                break;
            case IngestionStep.Failed:
                await store.SaveAsync([next], cancel);
                await store.DropStagedAsync(next, cancel);
                LogFailed(next.DocumentId, Id, next.ErrorCode);
                break;
            default:
                await store.SaveAsync([next], cancel);
                break;
        }

        documents = documents.SetItem(next.DocumentId, next);
        return true;
    }

    public async Task ResumeAsync(CancellationToken cancel)
    {
        if (clone is null || plan is null)
            return;
        foreach (var document in documents.Values)
            if (!document.IsSettled)
                await GrainFactory.DocumentIngestion(document.DocumentId).DriveAsync(plan.ToCommand(Id), cancel);
    }

    public async Task ReconfigureAsync(CancellationToken cancel)
    {
        await ReadCloneAsync(cancel);
        await ResumeAsync(cancel);
    }

    public async Task CloseAsync(CancellationToken cancel)
    {
        clone = null;
        version = await store.DeleteAllAsync(Id, clock.GetUtcNow(), cancel);
        var gone = documents;
        documents = documents.Clear();

        foreach (var document in gone.Values)
        {
            await GrainFactory.DocumentIngestion(document.DocumentId).StopAsync(cancel);
            await DropBlobAsync(document.SourceBlob, cancel);
            await DropBlobAsync(document.TextBlob, cancel);
        }

        DeactivateOnIdle();
    }

    private bool IsOwner(Guid userId)
    {
        if (clone is not null)
            return clone.OwnerId == userId;

        // Of a clone that is not there nothing needs to be remembered.
        DeactivateOnIdle();
        return false;
    }

    /// <summary>Reads the clone's settings; documents that were indexed with others have to be cut and embedded anew.</summary>
    private async Task ReadCloneAsync(CancellationToken cancel)
    {
        clone = (await clones.ReadAsync(Id, cancel)).Alive;
        plan = clone is null ? null : IngestionPlan.Of(clone.Rag, embeddings);

        var stale = documents.Values
            .Where(document => document.Step == IngestionStep.Completed && document.Generation != plan?.Generation)
            .Select(static document => document with { Step = IngestionStep.Extracted })
            .ToList();
        if (plan is null || stale.Count == 0)
            return;

        await store.SaveAsync(stale, cancel);
        documents = documents.SetItems(stale.Select(static document => KeyValuePair.Create(document.DocumentId, document)));
    }

    private async Task<Outcome<DocumentView>> AddAsync(
        Guid userId, DocumentLabel label, SavedUpload file, string? key, CancellationToken cancel, WebSource? web = null)
    {
        if (!IsOwner(userId))
            return CloneRefusals.NotFound;
        if ((KnowledgeRules.Check(label) ?? KnowledgeRules.CheckKey(key)) is { } invalid)
            return invalid;
        if (KnownDocument.Find(documents.Values, label, file, key).IsRefused(out var refusal, out var known))
            return refusal;
        if (known.Document is { } there)
            return View(there);

        var document = new DocumentRecord
        {
            DocumentId = file.DocumentId,
            CloneId = Id,
            OwnerId = userId,
            Label = label,
            FileName = file.FileName,
            FileType = file.FileType,
            FileSize = file.Size,
            ContentHash = file.ContentHash,
            IdempotencyKey = key,
            UploadedAt = clock.GetUtcNow(),
            Web = web,
        };
        var added = await store.AddAsync(document, limits.MaxDocuments, limits.MaxBytes, cancel);
        if (added == AddResult.TooManyDocuments)
            return KnowledgeRefusals.TooManyDocuments(limits.MaxDocuments);
        if (added == AddResult.TooManyBytes)
            return KnowledgeRefusals.StorageFull(limits.MaxBytes);

        documents = documents.Add(document.DocumentId, document);
        LogAdded(document.DocumentId, Id, document.FileType, document.FileSize);
        await GrainFactory.DocumentIngestion(document.DocumentId).DriveAsync(plan!.ToCommand(Id), cancel);
        return View(document);
    }

    private async Task DropBlobAsync(string name, CancellationToken cancel)
    {
        await blobs.DeleteAsync(name, cancel);
        await store.RemoveLooseBlobAsync(name, cancel);
    }

    private DocumentView View(DocumentRecord document) => document.ToView(clock.GetUtcNow());

    private int TotalChunks() => documents.Values.Sum(static document => document.ChunkCount);

    private long TotalBytes() => documents.Values.Sum(static document => document.FileSize);
}
