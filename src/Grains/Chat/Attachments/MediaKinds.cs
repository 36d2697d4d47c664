namespace Grains.Chat.Attachments;

/// <summary>Parts of voice and video sessions that a client records: told apart by their containers' first bytes. Nothing reads text out of them.</summary>
internal static class MediaKinds
{
    /// <summary>The type of a file with this extension, with the dot and in lower case; null where the content is none or another.</summary>
    public static string? Detect(string extension, ReadOnlySpan<byte> firstBytes) => extension switch
    {
        ".wav" => firstBytes.Length >= 12 && firstBytes.StartsWith("RIFF"u8) && firstBytes[8..].StartsWith("WAVE"u8) ? "wav" : null,
        ".mp3" => firstBytes.StartsWith("ID3"u8) || IsFrameOfMp3(firstBytes) ? "mp3" : null,
        ".ogg" or ".oga" or ".opus" => firstBytes.StartsWith("OggS"u8) ? "ogg" : null,
        ".webm" => firstBytes.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 }) ? "webm" : null,
        ".m4a" => IsMp4(firstBytes) ? "m4a" : null,
        ".mp4" => IsMp4(firstBytes) ? "mp4" : null,
        _ => null,
    };

    public static bool IsMedia(string fileType) => fileType is "wav" or "mp3" or "ogg" or "webm" or "m4a" or "mp4";

    /// <summary>Eleven set bits, then neither the reserved version nor the reserved layer (ISO/IEC 11172-3).</summary>
    private static bool IsFrameOfMp3(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0 && (bytes[1] & 0x18) != 0x08 && (bytes[1] & 0x06) != 0;

    /// <summary>A file type box first (ISO/IEC 14496-12).</summary>
    private static bool IsMp4(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8);
}
