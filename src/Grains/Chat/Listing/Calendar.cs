namespace Grains.Chat.Listing;

/// <summary>Days and months (UTC) as numbers that follow one another.</summary>
internal static class Calendar
{
    /// <summary>Days since the first of the year 1.</summary>
    public static long DayOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerDay;

    public static DateTimeOffset StartOfDay(long day) => new(day * TimeSpan.TicksPerDay, TimeSpan.Zero);

    /// <summary>Twelve times the year and the month from 0.</summary>
    public static long MonthOf(DateTimeOffset at) => (at.UtcDateTime.Year * 12L) + at.UtcDateTime.Month - 1;

    public static long MonthOf(long day) => MonthOf(StartOfDay(day));

    public static DateTimeOffset StartOfMonth(long month) => new((int)(month / 12), (int)(month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
}
