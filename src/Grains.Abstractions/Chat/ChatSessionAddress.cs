namespace Grains.Chat;

public static class ChatSessionAddress
{
    /// <summary>What the keys and streams of chat sessions start with.</summary>
    public const string Prefix = "session-";

    public static string KeyOf(Guid sessionId) => $"{Prefix}{sessionId:N}";

    public static Guid Parse(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");

    public static IChatSessionGrain ChatSession(this IGrainFactory grains, Guid sessionId) =>
        grains.GetGrain<IChatSessionGrain>(KeyOf(sessionId));
}
