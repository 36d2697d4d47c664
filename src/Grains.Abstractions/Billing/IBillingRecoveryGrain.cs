namespace Grains.Billing;

/// <summary>Takes up payments that a dead process left open, and closes months. One per cluster, driven by a reminder and at start.</summary>
[Alias("billing.recovery")]
public interface IBillingRecoveryGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "billing";

    /// <summary>Takes up what is open and makes sure that the reminder stands. Answers how many accounts and payments were taken up.</summary>
    [Alias("sweep"), ResponseTimeout("00:05:00")]
    Task<int> SweepAsync(CancellationToken cancel);
}
