namespace Grains.Chat.Attachments;

/// <summary>A file of a session as it is stored.</summary>
internal sealed record AttachmentRecord
{
    public required Guid AttachmentId { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid OwnerId { get; init; }

    public required string FileName { get; init; }

    public required string FileType { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public AttachmentText Text { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    public string ContentBlob => ContentBlobOf(AttachmentId);

    /// <summary>Its chunks, where there are any.</summary>
    public string TextBlob => TextBlobOf(AttachmentId);

    public static string ContentBlobOf(Guid attachmentId) => $"attachments/{attachmentId:N}.source";

    public static string TextBlobOf(Guid attachmentId) => $"attachments/{attachmentId:N}.text";

    public MessageAttachment ToFile() => new(AttachmentId, FileName, FileType, Size);

    public AttachmentView ToView() => new(ToFile(), Text, ErrorCode, Error);
}
