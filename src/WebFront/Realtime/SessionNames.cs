using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>The document's words for a session's status and type.</summary>
internal static class SessionNames
{
    public static string Of(SessionStatus status) => status switch
    {
        SessionStatus.Active => "active",
        SessionStatus.Paused => "paused",
        SessionStatus.Ended => "ended",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    public static string Of(SessionType type) => type switch
    {
        SessionType.Chat => "chat",
        SessionType.Voice => "voice",
        SessionType.Video => "video",
        _ => throw new InvalidOperationException($"Unknown session type {type}."),
    };

    public static SessionStatus? ParseStatus(string? name) => name switch
    {
        "active" => SessionStatus.Active,
        "paused" => SessionStatus.Paused,
        "ended" => SessionStatus.Ended,
        _ => null,
    };

    public static SessionType? ParseType(string? name) => name switch
    {
        null or "chat" => SessionType.Chat,
        "voice" => SessionType.Voice,
        "video" => SessionType.Video,
        _ => null,
    };
}
