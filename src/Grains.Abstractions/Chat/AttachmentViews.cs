namespace Grains.Chat;

/// <summary>A file of a message, as the message's event has it.</summary>
/// <param name="FileName">The last segment of the client's name: a label.</param>
/// <param name="FileType">Such as <c>pdf</c>, <c>png</c>; by the content.</param>
/// <param name="Size">In bytes.</param>
[GenerateSerializer, Immutable, Alias("chat.message-attachment")]
public sealed record MessageAttachment(
    [property: Id(0)] Guid AttachmentId,
    [property: Id(1)] string FileName,
    [property: Id(2)] string FileType,
    [property: Id(3)] long Size);

/// <summary>A file that was uploaded to a session.</summary>
/// <param name="Error">For the uploader, where its text could not be read.</param>
[GenerateSerializer, Immutable, Alias("chat.attachment-view")]
public sealed record AttachmentView(
    [property: Id(0)] MessageAttachment File,
    [property: Id(1)] AttachmentText Text,
    [property: Id(2)] string? ErrorCode,
    [property: Id(3)] string? Error);

[GenerateSerializer, Alias("chat.attachment-text")]
public enum AttachmentText
{
    /// <summary>Not read yet.</summary>
    Pending = 0,

    /// <summary>Answers can use it.</summary>
    Extracted = 1,

    /// <summary>Files of its kind have none that could be read.</summary>
    None = 2,

    /// <summary>It could not be read; the error says why.</summary>
    Failed = 3,
}
