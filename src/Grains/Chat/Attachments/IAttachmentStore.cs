using System.Collections.Immutable;

namespace Grains.Chat.Attachments;

/// <summary>Where files of sessions are listed. Every method that changes something is one durable transaction.</summary>
internal interface IAttachmentStore
{
    /// <summary>Adds a file if session and account have room, and takes it off the list of loose ones. The account's files that no message took in a day go.</summary>
    Task<AddedAttachment> AddAsync(AttachmentRecord record, AttachmentOptions limits, CancellationToken cancel);

    Task<AttachmentRecord?> FindAsync(Guid attachmentId, CancellationToken cancel);

    /// <summary>Saves what its reading has come to; one that was removed meanwhile is passed over.</summary>
    Task SaveAsync(AttachmentRecord record, CancellationToken cancel);

    /// <summary>Gives files to a message, in their order: all of them, or none where one is not this session's and user's or is another message's. Repeating it is safe.</summary>
    Task<ImmutableArray<MessageAttachment>?> ClaimAsync(Guid sessionId, Guid ownerId, ImmutableArray<Guid> attachments, Guid messageId, CancellationToken cancel);

    /// <summary>Takes back what a message that was not accepted had claimed.</summary>
    Task ReleaseAsync(Guid messageId, CancellationToken cancel);

    /// <summary>Removes a file that no message has, and lists what it kept as loose; false where there is none.</summary>
    Task<bool> RemoveUnclaimedAsync(Guid sessionId, Guid ownerId, Guid attachmentId, CancellationToken cancel);

    /// <summary>Removes all files of a user and lists what they kept as loose.</summary>
    Task<IReadOnlyList<Guid>> RemoveAllAsync(Guid ownerId, CancellationToken cancel);
}

internal enum AddedAttachment
{
    Added,
    TooManyInSession,
    TooManyBytes,
}
