using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Grains.Limits;
using Microsoft.Extensions.Configuration;

namespace Micro.Limits;

/// <summary>One decision of a meter whose windows are full of permits that run out.</summary>
[InProcess, MemoryDiagnoser]
public class MeterOps
{
    private static readonly ImmutableArray<string> One = [LimitNames.MarketplaceCalls];
    private static readonly ImmutableArray<string> Two = [LimitNames.MarketplaceCalls, LimitNames.MarketplaceMessages];

    private LimitMeter meter = null!;

    [GlobalSetup]
    public void Fill()
    {
        var settings = new Dictionary<string, string?> { ["Limits:marketplace.calls:Window"] = "00:00:01", ["Limits:marketplace.messages:Window"] = "00:00:01" };
        meter = new LimitMeter(LimitsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Limits")), TimeProvider.System);
    }

    [Benchmark(Baseline = true)]
    public bool OneLimit() => meter.Take(One, out _) is null;

    [Benchmark]
    public bool TwoLimits() => meter.Take(Two, out _) is null;
}
