namespace Grains.Limits;

public static class UserLimitsAddress
{
    public static IUserLimitsGrain UserLimits(this IGrainFactory grains, Guid userId) =>
        grains.GetGrain<IUserLimitsGrain>($"limits-{userId:N}");
}
