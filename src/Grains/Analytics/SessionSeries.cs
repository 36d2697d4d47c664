using Grains.Chat.Listing;

namespace Grains.Analytics;

/// <summary>A period cut into days, weeks from Monday, or months, without a gap.</summary>
internal static class SessionSeries
{
    /// <param name="days">What happened on single days of the period, in any order.</param>
    public static IEnumerable<SessionStepView> Of(IReadOnlyList<SessionStepView> days, Period period, TimeStep step)
    {
        var sums = days.ToLookup(day => StartOf(Calendar.DayOf(day.Start), step));
        for (var start = StartOf(period.FirstDay, step); start <= period.LastDay; start = Next(start, step))
        {
            var part = sums[start].ToList();
            yield return new SessionStepView(
                Calendar.StartOfDay(start),
                part.Sum(static day => day.Sessions),
                new TimeSpan(part.Sum(static day => day.ActiveTime.Ticks)),
                part.Sum(static day => day.Messages),
                part.Sum(static day => day.SpentMicros));
        }
    }

    /// <summary>The first of the year 1, day 0, was a Monday.</summary>
    private static long StartOf(long day, TimeStep step) => step switch
    {
        TimeStep.Day => day,
        TimeStep.Week => day - (day % 7),
        TimeStep.Month => Calendar.DayOf(Calendar.StartOfMonth(Calendar.MonthOf(day))),
        _ => throw new InvalidOperationException($"Unknown step {step}."),
    };

    private static long Next(long start, TimeStep step) => step switch
    {
        TimeStep.Day => start + 1,
        TimeStep.Week => start + 7,
        TimeStep.Month => Calendar.DayOf(Calendar.StartOfMonth(Calendar.MonthOf(start) + 1)),
        _ => throw new InvalidOperationException($"Unknown step {step}."),
    };
}
