namespace Grains.Clones;

public static class ExpertDirectoryAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IExpertDirectoryGrain ExpertDirectory(this IGrainFactory grains) => grains.GetGrain<IExpertDirectoryGrain>("experts");
}
