using Grains.Summaries;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>The document's words for types of summaries.</summary>
internal static class SummaryNames
{
    public static string Of(SummaryType type) => type switch
    {
        SummaryType.Brief => "brief",
        SummaryType.Detailed => "detailed",
        SummaryType.ActionItems => "action_items",
        _ => throw new InvalidOperationException($"Unknown summary type {type}."),
    };

    public static SummaryType ParseType(string? name) => name switch
    {
        "brief" => SummaryType.Brief,
        "action_items" => SummaryType.ActionItems,
        _ => SummaryType.Detailed,
    };
}
