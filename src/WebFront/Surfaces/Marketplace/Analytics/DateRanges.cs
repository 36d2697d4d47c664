using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>The document's date ranges: so many days (UTC) with today as the last one.</summary>
internal static class DateRanges
{
    public const string Default = "30d";

    public static (string Name, int Days) Read(QueryValues query)
    {
        var name = query.OneOf("date_range", "7d", "30d", "90d", "1y") ?? Default;
        return (name, name switch
        {
            "7d" => 7,
            "90d" => 90,
            "1y" => 365,
            _ => 30,
        });
    }
}
