using Grains.Outcomes;

namespace Grains.Seed;

/// <summary>Makes the demo, for all silos of a product that start at once.</summary>
[Alias("seed.demo")]
public interface IDemoGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "demo";

    /// <summary>Makes what is missing, once; null where the demo is switched off.</summary>
    [Alias("make"), ResponseTimeout("00:02:00"), Repeatable]
    Task<DemoView?> MakeAsync(CancellationToken cancel);
}
