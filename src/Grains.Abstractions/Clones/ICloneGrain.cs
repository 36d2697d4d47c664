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

    /// <summary>Changes single settings. New chunk settings or another embedding model cut and embed all documents anew.</summary>
    [Alias("configure-rag"), Repeatable]
    Task<Outcome<RagSettings>> ConfigureRagAsync(ConfigureRag command, CancellationToken cancel);

    [Alias("publish"), Repeatable]
    Task<Outcome<CloneView>> PublishAsync(PublishClone command, CancellationToken cancel);

    [Alias("unpublish"), Repeatable]
    Task<Outcome<CloneView>> UnpublishAsync(UnpublishClone command, CancellationToken cancel);

    /// <summary>Deletes the clone and its knowledge; ledgers and past sessions stay.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(DeleteClone command, CancellationToken cancel);

    /// <summary>What a new session with this clone takes. Refused with not-found unless it is published or the user owns it.</summary>
    [Alias("snapshot"), ReadOnly, Repeatable]
    Task<Outcome<CloneSnapshot>> GetSnapshotAsync(Guid userId, CancellationToken cancel);
}
