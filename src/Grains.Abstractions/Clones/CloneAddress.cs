namespace Grains.Clones;

public static class CloneAddress
{
    public static ICloneGrain Clone(this IGrainFactory grains, Guid cloneId) => grains.GetGrain<ICloneGrain>($"clone-{cloneId:N}");
}
