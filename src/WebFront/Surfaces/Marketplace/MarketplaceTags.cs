using System.Collections.Immutable;

namespace WebFront.Surfaces.Marketplace;

/// <summary>What the parts of the marketplace's API are for.</summary>
internal static class MarketplaceTags
{
    public static ImmutableDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        ["Analytics"] = "Figures of users, experts and clones, from what happened.",
        ["Auth"] = "Accounts: signing up, in and out, verification, passwords.",
        ["Avatars"] = "Pictures of users and clones.",
        ["Billing"] = "Customers, payment methods, charges, invoices and usage.",
        ["Clones"] = "A creator's clones: profile, price, knowledge and settings.",
        ["Creators"] = "What creators earn.",
        ["Experts"] = "Finding published clones.",
        ["Exports"] = "Sessions as files.",
        ["Memory"] = "What is remembered of a user.",
        ["Sessions"] = "Chats with clones.",
        ["Users"] = "The caller's own profile and wallet.",
        ["Webhooks"] = "Events sent to receivers of one's own.",
    }.ToImmutableDictionary();
}
