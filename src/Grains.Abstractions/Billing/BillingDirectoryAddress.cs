namespace Grains.Billing;

public static class BillingDirectoryAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IBillingDirectoryGrain BillingDirectory(this IGrainFactory grains) => grains.GetGrain<IBillingDirectoryGrain>("billing");
}
