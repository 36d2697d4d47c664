using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>The expected noes of files that are sent with messages.</summary>
public static class AttachmentRefusals
{
    /// <summary>The same for one that never was and for somebody else's.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "chat.attachment_not_found", "There is no such attachment.");

    public static Refusal SessionEnded { get; } = new(RefusalKind.Conflict, "chat.session_ended", "The session has ended.");

    public static Refusal EmptyFile { get; } = Refusal.Invalid("chat.empty_attachment", "file", "The file is empty.");

    public static Refusal UnsupportedFile { get; } = Refusal.Invalid(
        "chat.unsupported_attachment", "file", "The file must be a PDF, DOCX, TXT, MD, CSV, PNG, JPEG, GIF, WebP, WAV, MP3, OGG, WebM, M4A or MP4, and its content must be what its name says.");

    /// <summary>Of another session or user, of another message, or of nobody: nothing tells which.</summary>
    public static Refusal Unusable { get; } = Refusal.Invalid(
        "chat.unusable_attachment", "attachments", "Every attachment must have been uploaded to this session and not be part of another message.");

    public static Refusal TooManyInMessage(int limit) => Refusal.Invalid(
        "chat.too_many_attachments", "attachments", $"A message has at most {limit} attachments, each once.");

    public static Refusal TooManyInSession(int limit) =>
        new(RefusalKind.Conflict, "chat.too_many_session_attachments", $"A session has at most {limit} attachments.");

    public static Refusal StorageFull(long limit) => new(
        RefusalKind.TooLarge, "chat.attachment_storage_full", $"An account keeps at most {limit / (1024 * 1024)} MB of attachments.");

    public static Refusal TooLarge(long limit) => new(
        RefusalKind.TooLarge, "chat.attachment_too_large", $"The file is larger than {limit / (1024 * 1024)} MB.") { Field = "file" };
}
