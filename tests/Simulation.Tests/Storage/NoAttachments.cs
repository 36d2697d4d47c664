using System.Collections.Immutable;
using Grains.Chat;
using Grains.Chat.Attachments;

namespace Simulation.Tests.Storage;

/// <summary>Files of sessions, which nobody in the simulation sends.</summary>
internal sealed class NoAttachments : IAttachmentStore
{
    public Task<AddedAttachment> AddAsync(AttachmentRecord record, AttachmentOptions limits, CancellationToken cancel) => throw NotServed();

    public Task<AttachmentRecord?> FindAsync(Guid attachmentId, CancellationToken cancel) => throw NotServed();

    public Task SaveAsync(AttachmentRecord record, CancellationToken cancel) => throw NotServed();

    public Task<ImmutableArray<MessageAttachment>?> ClaimAsync(
        Guid sessionId, Guid ownerId, ImmutableArray<Guid> attachments, Guid messageId, CancellationToken cancel) => throw NotServed();

    public Task ReleaseAsync(Guid messageId, CancellationToken cancel) => throw NotServed();

    public Task<bool> RemoveUnclaimedAsync(Guid sessionId, Guid ownerId, Guid attachmentId, CancellationToken cancel) => throw NotServed();

    public Task<IReadOnlyList<Guid>> RemoveAllAsync(Guid ownerId, CancellationToken cancel) => throw NotServed();

    private static NotSupportedException NotServed() => new("The simulation has no attachments.");
}
