namespace Grains.Memory;

public static class MemoryAddress
{
    /// <summary>What the keys and streams of users' memories start with.</summary>
    public const string Prefix = "memory-";

    public static string KeyOf(Guid userId) => $"{Prefix}{userId:N}";

    public static Guid UserOf(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");

    public static IUserMemoryGrain UserMemory(this IGrainFactory grains, Guid userId) => grains.GetGrain<IUserMemoryGrain>(KeyOf(userId));

    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IProgressGrain Progress(this IGrainFactory grains) => grains.GetGrain<IProgressGrain>("progress");
}
