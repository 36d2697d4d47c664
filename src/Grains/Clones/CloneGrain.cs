using Grains.Accounts;
using Grains.Knowledge;
using Grains.Outcomes;
using Grains.Providers.Embeddings;
using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Clones;

/// <summary>Decides and saves; storage's sequence number is the proof that no other activation has written in between.</summary>
internal sealed partial class CloneGrain(
    CloneLog log, IBlobStore blobs, EmbeddingModels embeddings, TimeProvider clock, ILogger<CloneGrain> logger) : Grain, ICloneGrain
{
    private const int MaxAttempts = 3;

    private StoredClone stored;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(CloneLog.StreamPrefix.Length), "N");

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => stored = await log.ReadAsync(Id, cancellationToken);

    public async Task<Outcome<CloneView>> CreateAsync(CreateClone command, CancellationToken cancel)
    {
        var rag = DefaultRag.With(embeddings.Default.Name);
        return await ChangeAsync(
            state => state is null ? CloneChanges.Create(Id, command, rag, clock.GetUtcNow())
                : state.OwnerId != command.UserId || state.Deleted ? CloneRefusals.NotFound
                : state.Origin == CloneChanges.OriginOf(command.Profile) ? state
                : CloneRefusals.KeyReused,
            cancel);
    }

    public Task<Outcome<CloneView>> GetAsync(Guid userId, CancellationToken cancel) =>
        Task.FromResult(Owned(stored.State, userId).IsRefused(out var refusal, out var state) ? refusal : (Outcome<CloneView>)View(state));

    public Task<Outcome<CloneView>> UpdateAsync(UpdateClone command, CancellationToken cancel) =>
        ChangeOwnedAsync(
            command.UserId,
            state => command.Changes.Description is { } text && string.IsNullOrWhiteSpace(text) && state.Status == CloneStatus.Published
                ? CloneRefusals.NotDescribed
                : CloneChanges.Apply(state, command.Changes, clock.GetUtcNow()),
            cancel);

    public async Task<Outcome<CloneView>> ChangeAvatarAsync(ChangeCloneAvatar command, CancellationToken cancel)
    {
        var before = stored.Alive?.AvatarIds ?? [];
        var changed = await ChangeOwnedAsync(command.UserId, state => CloneChanges.ChangeAvatar(state, command, clock.GetUtcNow()), cancel);
        if (changed.Refusal is null) await DropAvatarsAsync(before.Except(stored.State!.AvatarIds), cancel);
        return changed;
    }

    public async Task<Outcome<RagSettings>> ConfigureRagAsync(ConfigureRag command, CancellationToken cancel)
    {
        var changed = await ChangeOwnedAsync(
            command.UserId, state => CloneChanges.Configure(state, command.Changes, clock.GetUtcNow()), cancel);
        if (changed.IsRefused(out var refusal, out var view))
            return refusal;

        // Lost in a crash, this is made up for when the knowledge base is next activated: it reads the settings then.
        await GrainFactory.KnowledgeBase(Id).ReconfigureAsync(cancel);
        return view.Rag;
    }

    public async Task<Outcome<CloneView>> PublishAsync(PublishClone command, CancellationToken cancel)
    {
        var hasDocuments = stored.State is { SaysNothing: true } && await HasDocumentsAsync(command.UserId, cancel);
        return await ChangeOwnedAsync(
            command.UserId,
            state => state.Status == CloneStatus.Published ? state
                : string.IsNullOrWhiteSpace(state.Description) ? CloneRefusals.NotDescribed
                : state.SaysNothing && !hasDocuments ? CloneRefusals.NothingToSay
                : state with { Status = CloneStatus.Published, UpdatedAt = clock.GetUtcNow() },
            cancel);
    }

    public Task<Outcome<CloneView>> UnpublishAsync(UnpublishClone command, CancellationToken cancel) =>
        ChangeOwnedAsync(
            command.UserId,
            state => state.Status == CloneStatus.Published ? state with { Status = CloneStatus.Unpublished, UpdatedAt = clock.GetUtcNow() } : state,
            cancel);

    public async Task<Outcome<Done>> DeleteAsync(DeleteClone command, CancellationToken cancel)
    {
        // Unfinished until the knowledge is gone too, so that a crash in between is picked up at the next start.
        var deleted = await ChangeAsync(
            state => OwnedOrHalfDeleted(state, command.UserId).IsRefused(out var refusal, out var found) ? refusal
                : found.Deleted ? found
                : found with { Deleted = true, UpdatedAt = clock.GetUtcNow() },
            cancel,
            unfinished: true);
        if (deleted.IsRefused(out var no, out _))
            return no;

        await GrainFactory.KnowledgeBase(Id).CloseAsync(cancel);
        await DropAvatarsAsync(stored.State!.AvatarIds, cancel);
        var purged = await ChangeAsync(static state => state! with { Purged = true }, cancel);
        if (purged.IsRefused(out no, out _))
            return no;

        LogDeleted(Id);
        return new Done();
    }

    public Task<Outcome<CloneSnapshot>> GetSnapshotAsync(Guid userId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult<Outcome<CloneSnapshot>>(
            stored.Alive is not { } state || (state.Status != CloneStatus.Published && state.OwnerId != userId) ? CloneRefusals.NotFound
            : state.OwnerId != userId && OpeningHours.At(state.Availability, now) is { IsOpen: false } closed ? CloneRefusals.NotAvailable(closed.Next - now)
            : state.ToSnapshot(stored.Version));
    }

    private static Outcome<CloneState> Owned(CloneState? state, Guid userId) =>
        state is { Deleted: false } && state.OwnerId == userId ? state : CloneRefusals.NotFound;

    private static Outcome<CloneState> OwnedOrHalfDeleted(CloneState? state, Guid userId) =>
        state is { Purged: false } && state.OwnerId == userId ? state : CloneRefusals.NotFound;

    private async Task DropAvatarsAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        foreach (var id in ids) await blobs.DeleteAsync(Avatars.BlobOf(id), cancel);
    }

    private async Task<bool> HasDocumentsAsync(Guid userId, CancellationToken cancel) =>
        (await GrainFactory.KnowledgeBase(Id).GetStatsAsync(userId, cancel)).Value is { TotalDocuments: > 0 };

    private Task<Outcome<CloneView>> ChangeOwnedAsync(Guid userId, Func<CloneState, Outcome<CloneState>> change, CancellationToken cancel) =>
        ChangeAsync(state => Owned(state, userId).IsRefused(out var refusal, out var owned) ? refusal : change(owned), cancel);

    /// <summary>Decides, saves, and decides again on what is stored where another activation was faster.</summary>
    private async Task<Outcome<CloneView>> ChangeAsync(
        Func<CloneState?, Outcome<CloneState>> decide, CancellationToken cancel, bool unfinished = false)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (decide(stored.State).IsRefused(out var refusal, out var next))
                return refusal;
            if (ReferenceEquals(next, stored.State))
                return View(next);

            if (await log.SaveAsync(stored, next, clock.GetUtcNow(), unfinished, cancel) is { } saved)
            {
                stored = saved;
                return View(next);
            }

            LogConflict(Id);
            DeactivateOnIdle();
            stored = await log.ReadAsync(Id, cancel);
        }

        return CloneRefusals.Busy;
    }

    private CloneView View(CloneState state) => state.ToView(stored.Version);
}
