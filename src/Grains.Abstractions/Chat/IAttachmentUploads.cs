using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>Where front ends stream files to that will be sent with messages. Whose the session is has been asked before.</summary>
public interface IAttachmentUploads
{
    /// <summary>The longest file, in bytes.</summary>
    long MaxBytes { get; }

    /// <summary>
    /// Checks that the content is what the name says and keeps it. Refuses what is of no supported kind, empty, too long or past the bounds
    /// of session and account. Where the stream throws, nothing is kept.
    /// </summary>
    /// <param name="fileName">As the client gave it; reduced to its last segment.</param>
    Task<Outcome<AttachmentView>> SaveAsync(Guid sessionId, Guid userId, string fileName, Stream content, CancellationToken cancel);

    /// <summary>A file of a session's owner, for download; null where there is none.</summary>
    Task<AttachmentContent?> ReadAsync(Guid sessionId, Guid userId, Guid attachmentId, CancellationToken cancel);

    /// <summary>Removes a file that no message names.</summary>
    Task DiscardAsync(Guid sessionId, Guid userId, Guid attachmentId, CancellationToken cancel);
}

public sealed record AttachmentContent(MessageAttachment File, ReadOnlyMemory<byte> Bytes);
