namespace Grains.Chat;

public static class SessionDirectoryAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static ISessionDirectoryGrain SessionDirectory(this IGrainFactory grains) => grains.GetGrain<ISessionDirectoryGrain>("sessions");
}
