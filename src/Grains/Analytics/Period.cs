using Grains.Chat.Listing;

namespace Grains.Analytics;

/// <summary>Whole days (UTC).</summary>
/// <param name="FirstDay">See <see cref="Calendar.DayOf"/>.</param>
internal readonly record struct Period(long FirstDay, long LastDay)
{
    public DateTimeOffset From => Calendar.StartOfDay(FirstDay);

    /// <summary>The first instant after.</summary>
    public DateTimeOffset End => Calendar.StartOfDay(LastDay + 1);

    /// <summary>The calendar month of the last day, as far as that.</summary>
    public Period ThisMonth => this with { FirstDay = Calendar.DayOf(Calendar.StartOfMonth(Calendar.MonthOf(LastDay))) };

    /// <summary>So many days, today the last.</summary>
    public static Period Until(DateTimeOffset now, int days)
    {
        var today = Calendar.DayOf(now);
        return new Period(today - days + 1, today);
    }
}
