using System.Globalization;
using Grains.Analytics;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>The months of a trend: an optional <c>months</c> in the query, this month the last of them.</summary>
internal static class TrendMonths
{
    private const int Default = 6;
    private const int Max = 36;

    public static int Read(QueryValues query) => (int)decimal.Floor(query.Number("months", 1, Max) ?? Default);

    public static string NameOf(EarningMonthView month) => month.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
