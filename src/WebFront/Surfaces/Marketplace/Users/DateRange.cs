using System.Globalization;
using Grains.Outcomes;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>
/// A query's <c>date_range</c>: <c>7d</c>, <c>30d</c>, <c>90d</c>, <c>1y</c> (back from now), or two ISO 8601 dates or instants with <c>..</c> or <c>,</c> or <c>/</c> between
/// them, either of which may be missing. A closing date includes its day. All in UTC.
/// </summary>
/// <param name="From">The first instant; null for no limit.</param>
/// <param name="To">The first instant after it; null for no limit.</param>
internal readonly record struct DateRange(DateTimeOffset? From, DateTimeOffset? To)
{
    public static Refusal Invalid { get; } = Refusal.Invalid(
        "request.invalid", "date_range", "7d, 30d, 90d, 1y or two dates such as 2026-01-01..2026-01-31 are required.");

    /// <summary>Null where the text is none; all time where there is no text.</summary>
    public static DateRange? Parse(string? text, DateTimeOffset now)
    {
        switch (text)
        {
            case null: return default(DateRange);
            case "7d": return new DateRange(now.AddDays(-7), null);
            case "30d": return new DateRange(now.AddDays(-30), null);
            case "90d": return new DateRange(now.AddDays(-90), null);
            case "1y": return new DateRange(now.AddYears(-1), null);
        }

        var parts = text.Split("..") is { Length: 2 } dots ? dots : text.Split(',') is { Length: 2 } commas ? commas : text.Split('/');
        if (parts.Length != 2 || (parts[0].Length == 0 && parts[1].Length == 0)) return null;
        var (from, to) = (Bound(parts[0].Trim(), closes: false), Bound(parts[1].Trim(), closes: true));
        if ((from is null && parts[0].Length > 0) || (to is null && parts[1].Length > 0) || from >= to) return null;
        return new DateRange(from, to);
    }

    private static DateTimeOffset? Bound(string text, bool closes)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999)
            return new DateTimeOffset(closes ? day.AddDays(1) : day, TimeOnly.MinValue, TimeSpan.Zero);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at) && at.Year is > 1 and < 9999 ? at : null;
    }
}
