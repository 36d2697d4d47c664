namespace Grains.Limits;

public static class UserLimitsAddress
{
    private const string Prefix = "limits-";

    public static IUserLimitsGrain UserLimits(this IGrainFactory grains, Guid userId) =>
        grains.GetGrain<IUserLimitsGrain>($"{Prefix}{userId:N}");

    /// <summary>The user of a limits grain's key.</summary>
    public static Guid UserOf(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");
}
