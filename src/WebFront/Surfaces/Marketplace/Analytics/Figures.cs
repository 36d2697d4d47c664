using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>Averages and shares as dashboards show them; 0 where there is nothing to divide by.</summary>
internal static class Figures
{
    /// <summary>Dollars a session, to the cent, rounded half to even.</summary>
    public static decimal PerSession(long micros, int sessions) =>
        sessions == 0 ? 0 : decimal.Round(Money.FromMicros(micros) / sessions, 2, MidpointRounding.ToEven);

    /// <summary>0 to 1, to two decimals.</summary>
    public static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 2);

    /// <summary>Of ratings 1 to 5, to two decimals.</summary>
    /// <param name="counts">How many there are of each, from 1.</param>
    public static double AverageRating(IReadOnlyList<int> counts)
    {
        var rated = counts.Sum();
        return rated == 0 ? 0 : Math.Round(counts.Select(static (count, index) => (double)count * (index + 1)).Sum() / rated, 2);
    }

    /// <summary>Minutes a session, to two decimals.</summary>
    public static double MinutesPerSession(TimeSpan time, int sessions) => sessions == 0 ? 0 : Math.Round(time.TotalMinutes / sessions, 2);

    /// <summary>How many there are of each rating, from 5 to 1.</summary>
    /// <param name="counts">From 1.</param>
    public static IReadOnlyDictionary<string, int> Distribution(IReadOnlyList<int> counts) =>
        Enumerable.Range(1, counts.Count).Reverse().ToDictionary(
            static rating => rating.ToString(System.Globalization.CultureInfo.InvariantCulture), rating => counts[rating - 1]);
}
