namespace Grains.Summaries;

public static class SummaryAddress
{
    /// <summary>What the keys and streams of summaries start with; the session's id follows.</summary>
    public const string Prefix = "summary-";

    public static string KeyOf(Guid sessionId) => $"{Prefix}{sessionId:N}";

    public static Guid SessionOf(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");

    public static ISummaryGrain Summary(this IGrainFactory grains, Guid sessionId) => grains.GetGrain<ISummaryGrain>(KeyOf(sessionId));

    /// <summary>Workers are alike, so one key serves all.</summary>
    public static ISummaryDirectoryGrain SummaryDirectory(this IGrainFactory grains) => grains.GetGrain<ISummaryDirectoryGrain>("summaries");
}
