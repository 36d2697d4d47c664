namespace Grains.Clones;

/// <summary>
/// Whether a clone is open, and when it opens next. Where clocks are put forward, a time that they skip is as much later; where they
/// are put back, hours begin at the first and end at the second of two equal times.
/// </summary>
internal static class OpeningHours
{
    /// <summary>A week, and a day at either end for hours that go past midnight.</summary>
    private const int FirstDay = -1;
    private const int LastDay = 8;

    /// <param name="hours">Null: always open.</param>
    public static Opening At(Availability? hours, DateTimeOffset now)
    {
        if (hours is null or { IsAlways: true }) return Opening.Always;

        // The zone was known when it was saved. On a machine that does not know it the hours mean nothing, and nobody is shut out for that.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.Timezone, out var zone)) return Opening.Always;

        var isOpen = false;
        foreach (var (from, until) in Merged(hours, zone, now))
        {
            if (from > now) return new Opening(isOpen, from);
            isOpen |= now < until;
        }

        return new Opening(isOpen, null);
    }

    private static List<(DateTimeOffset From, DateTimeOffset Until)> Merged(Availability hours, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var steady = SteadyOffset(zone, now);
        var spans = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        for (var offset = FirstDay; offset <= LastDay; offset++)
        {
            var date = today.AddDays(offset);
            foreach (var one in hours.Hours)
            {
                if (one.Day != ((int)date.DayOfWeek + 6) % 7) continue;
                var end = one.UntilMinute > one.FromMinute ? one.UntilMinute : one.UntilMinute + 24 * 60;
                spans.Add((
                    InstantOf(date.AddMinutes(one.FromMinute), zone, steady, last: false), InstantOf(date.AddMinutes(end), zone, steady, last: true)));
            }
        }

        spans.Sort();
        var merged = new List<(DateTimeOffset From, DateTimeOffset Until)>(spans.Count);
        foreach (var span in spans)
            if (merged is [.., var previous] && span.From <= previous.Until)
                merged[^1] = (previous.From, previous.Until > span.Until ? previous.Until : span.Until);
            else
                merged.Add(span);
        return merged;
    }

    /// <summary>The zone's offset, if it is the same on all days that are looked at: then no time is skipped or comes twice. Null otherwise.</summary>
    private static TimeSpan? SteadyOffset(TimeZoneInfo zone, DateTimeOffset now)
    {
        var offset = zone.GetUtcOffset(now);
        for (var day = FirstDay - 1; day <= LastDay + 2; day++)
            if (zone.GetUtcOffset(now.AddDays(day)) != offset) return null;
        return offset;
    }

    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone, TimeSpan? steady, bool last)
    {
        if (steady is { } known) return new DateTimeOffset(local, known).ToUniversalTime();
        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            return new DateTimeOffset(local, last ? offsets.Min() : offsets.Max()).ToUniversalTime();
        }

        // The offset of the day before is the one that the clocks had when they jumped over this time.
        var offset = zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddDays(-1) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

/// <param name="Next">When it opens next, after the hours that are running where it is open; null where it never closes.</param>
internal readonly record struct Opening(bool IsOpen, DateTimeOffset? Next)
{
    public static Opening Always => new(true, null);
}
