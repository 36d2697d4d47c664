using Grains.Clones;

namespace Grains.Seed;

/// <summary>The clone that everybody can try.</summary>
internal static class DemoClone
{
    /// <summary>The same in every data folder, so that addresses can be written down.</summary>
    public static readonly Guid Id = new("0b33be33-0000-4000-8000-000000000001");

    public const string Name = "Bea, beekeeping mentor";
    public const string HandbookTitle = "Handbook for First-Time Beekeepers";
    public const string HandbookFile = "handbook.pdf";
    public const string HandbookResource = "Grains.Seed.handbook.pdf";

    /// <summary>12.00 USD an hour: the opening balance of 20.00 lasts for a long first conversation.</summary>
    private const long HourlyMicros = 12_000_000;

    public static CloneProfile Profile { get; } = new()
    {
        Name = Name,
        Description = "Answers the questions of a first year with bees, from a handbook that it quotes by the page.",
        Category = "Crafts & Trades",
        ExpertiseAreas = ["Beekeeping", "Hive inspections", "Swarming", "Varroa", "Honey harvest"],
        Bio = "Bea knows one book very well: a handbook for people who keep bees for the first time. She answers from it, names "
            + "the page, and says so when it does not know.",
        Personality = "Friendly, calm and exact.",
        Languages = ["English"],
        Pricing = new ClonePricing(PricingModel.PerMinute, HourlyMicros, 0, 0),
    };
}
