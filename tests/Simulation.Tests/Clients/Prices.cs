using Grains.Clones;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Clients;

/// <summary>Prices at which an account of one dollar runs dry within a schedule.</summary>
internal static class Prices
{
    public static ClonePricing Random(Chance chance) => new(
        chance.Of([PricingModel.PerMinute, PricingModel.PerMessage, PricingModel.PerMessage, PricingModel.PerToken]),
        chance.Of([6_000_000L, 30_000_000L, 90_000_000L]),
        chance.Of([10_000L, 50_000L, 130_000L]),
        chance.Of([100_000L, 1_000_000L, 4_000_000L]));
}
