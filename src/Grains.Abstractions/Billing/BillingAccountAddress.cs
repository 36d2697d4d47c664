namespace Grains.Billing;

public static class BillingAccountAddress
{
    /// <summary>What the keys and streams of billing accounts start with.</summary>
    public const string Prefix = "billing-";

    public static string KeyOf(Guid userId) => $"{Prefix}{userId:N}";

    public static Guid Parse(string key) => Guid.ParseExact(key.AsSpan(Prefix.Length), "N");

    public static IBillingAccountGrain BillingAccount(this IGrainFactory grains, Guid userId) =>
        grains.GetGrain<IBillingAccountGrain>(KeyOf(userId));
}
