using System.Collections.Immutable;
using System.Text;

namespace Grains.Clones;

/// <summary>The categories that the product knows by itself. Creators may name others.</summary>
internal static class CategoryCatalog
{
    public static ImmutableArray<ExpertCategoryView> Known { get; } =
    [
        Make("Life & Coaching", "Personal development and life guidance", "heart", "#f97316"),
        Make("Business & Strategy", "Strategy, management and founding a company", "briefcase", "#2563eb"),
        Make("Health & Wellness", "Well-being, fitness and nutrition", "activity", "#16a34a"),
        Make("Technology", "Software, data and engineering", "cpu", "#7c3aed"),
        Make("Education", "Learning, teaching and languages", "book-open", "#0891b2"),
        Make("Finance", "Money, taxes and investing", "dollar-sign", "#ca8a04"),
        Make("Legal", "Contracts, rights and regulations", "scale", "#475569"),
        Make("Creative Arts", "Writing, music and design", "palette", "#db2777"),
        Make("Crafts & Trades", "Making, building and repairing", "hammer", "#b45309"),
        Make("Other", "Everything else", "grid", "#64748b"),
    ];

    /// <summary>The name as the product writes it, for a name or id in any case; a new category's own name, trimmed.</summary>
    public static string Name(string category)
    {
        var id = Id(category);
        return Known.FirstOrDefault(known => known.Id == id)?.Name ?? category.Trim();
    }

    /// <summary>Lower case letters and digits, anything else as single dashes: <c>life-coaching</c>.</summary>
    public static string Id(string name)
    {
        var id = new StringBuilder(name.Length);
        foreach (var unit in name.ToLowerInvariant())
            if (char.IsLetterOrDigit(unit))
                id.Append(unit);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        var trimmed = id.ToString().TrimEnd('-');
        return trimmed.Length > 0 ? trimmed : "other";
    }

    private static ExpertCategoryView Make(string name, string description, string icon, string color) =>
        new(Id(name), name, description, 0, icon, color);
}
