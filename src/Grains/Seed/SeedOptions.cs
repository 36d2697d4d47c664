namespace Grains.Seed;

/// <summary>The <c>Seed</c> section of the settings.</summary>
internal sealed class SeedOptions
{
    public const string Section = "Seed";

    /// <summary>Whether the first start makes a demo creator, a demo user and a published clone. Switch it off where strangers can reach the product.</summary>
    public bool Demo { get; set; } = true;
}
