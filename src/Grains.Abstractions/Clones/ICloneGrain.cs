using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Clones;

/// <summary>One AI expert: its profile, price, settings and whether it is published. Its knowledge is another grain.</summary>
[Alias("clones.clone")]
public interface ICloneGrain : IGrainWithStringKey
{
    /// <summary>Repeating it for the same owner answers the clone as it is.</summary>
    [Alias("create"), Repeatable]
    Task<Outcome<CloneView>> CreateAsync(CreateClone command, CancellationToken cancel);

    /// <summary>The owner's view; anybody else gets the same not-found as for a clone that never was.</summary>
    [Alias("get"), ReadOnly, Repeatable]
    Task<Outcome<CloneView>> GetAsync(Guid userId, CancellationToken cancel);

    [Alias("update"), Repeatable]
    Task<Outcome<CloneView>> UpdateAsync(UpdateClone command, CancellationToken cancel);

    [Alias("change-avatar"), Repeatable]
    Task<Outcome<CloneView>> ChangeAvatarAsync(ChangeCloneAvatar command, CancellationToken cancel);

    /// <summary>Changes single settings. New chunk settings or another embedding model cut and embed all documents anew.</summary>
    [Alias("configure-rag"), Repeatable]
    Task<Outcome<RagSettings>> ConfigureRagAsync(ConfigureRag command, CancellationToken cancel);

    /// <summary>
    /// Makes it public. Refused with conflict while it has no description, or nothing to answer from: no document, personality,
    /// biography or expertise areas.
    /// </summary>
    [Alias("publish"), Repeatable]
    Task<Outcome<CloneView>> PublishAsync(PublishClone command, CancellationToken cancel);

    /// <summary>Nobody else finds it or begins a session with it; sessions that run go on.</summary>
    [Alias("unpublish"), Repeatable]
    Task<Outcome<CloneView>> UnpublishAsync(UnpublishClone command, CancellationToken cancel);

    /// <summary>Deletes the clone and its knowledge; ledgers and past sessions stay.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(DeleteClone command, CancellationToken cancel);

    /// <summary>What a new session with this clone takes. Refused with not-found unless it is published or the user owns it, and to
    /// others than its owner with conflict outside its hours.</summary>
    [Alias("snapshot"), ReadOnly, Repeatable]
    Task<Outcome<CloneSnapshot>> GetSnapshotAsync(Guid userId, CancellationToken cancel);
}
