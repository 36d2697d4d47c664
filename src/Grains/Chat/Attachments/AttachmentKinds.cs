using Grains.Knowledge;

namespace Grains.Chat.Attachments;

/// <summary>What may be sent with a message: by its name's extension, and by its content, which have to agree.</summary>
internal static class AttachmentKinds
{
    /// <summary>The type, as the API names it; null for a file of no supported kind or one that is not what its name says.</summary>
    public static string? Detect(string fileName, ReadOnlySpan<byte> firstBytes) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".png" => firstBytes.StartsWith(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }) ? "png" : null,
        ".jpg" or ".jpeg" => firstBytes.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) ? "jpeg" : null,
        ".gif" => firstBytes.StartsWith("GIF87a"u8) || firstBytes.StartsWith("GIF89a"u8) ? "gif" : null,
        ".webp" => firstBytes.Length >= 12 && firstBytes.StartsWith("RIFF"u8) && firstBytes[8..].StartsWith("WEBP"u8) ? "webp" : null,
        ".csv" => DocumentKindDetector.Detect("table.txt", firstBytes) is null ? null : "csv",
        var extension => MediaKinds.Detect(extension, firstBytes)
            ?? (DocumentKindDetector.Detect(fileName, firstBytes) is { } kind ? DocumentTypes.Name(kind) : null),
    };

    /// <summary>How its text is read; null for files that have none.</summary>
    public static DocumentKind? ReaderOf(string fileType) => fileType switch
    {
        "csv" => DocumentKind.Text,
        "png" or "jpeg" or "gif" or "webp" => null,
        _ when MediaKinds.IsMedia(fileType) => null,
        _ => DocumentTypes.Kind(fileType),
    };
}
