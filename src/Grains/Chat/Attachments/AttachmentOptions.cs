using System.ComponentModel.DataAnnotations;

namespace Grains.Chat.Attachments;

/// <summary>The <c>Attachments</c> section of the settings: files that are sent with messages.</summary>
internal sealed class AttachmentOptions
{
    public const string Section = "Attachments";

    /// <summary>The longest file, in bytes.</summary>
    [Range(1, 1 << 28)]
    public long MaxBytes { get; set; } = 10L << 20;

    [Range(1, 100)]
    public int MaxInMessage { get; set; } = 5;

    [Range(1, 10_000)]
    public int MaxInSession { get; set; } = 50;

    /// <summary>Bytes of files that one account keeps over all its sessions.</summary>
    [Range(1, 1L << 50)]
    public long MaxOwnerBytes { get; set; } = 500L << 20;
}
