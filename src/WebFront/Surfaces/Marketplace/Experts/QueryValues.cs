using System.Globalization;
using Grains.Outcomes;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>Reads a query's values one by one and keeps the first thing that is wrong. An empty value is like none.</summary>
internal sealed class QueryValues(HttpRequest request)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public Refusal? Refusal { get; private set; }

    public string? Text(string field, int max)
    {
        var value = request.Query[field].ToString().Trim();
        if (value.Length > max) return Fail<string?>(field, $"At most {max} characters are allowed.", null);
        return value.Length == 0 ? null : value;
    }

    /// <summary>A text that has to be there.</summary>
    public string Required(string field, int max) => Text(field, max) ?? Fail(field, "The field is required.", "");

    /// <summary>Adds what is wrong with a value that the caller has read.</summary>
    public void Refuse(string field, string issue) => Fail(field, issue, 0);

    public decimal? Number(string field, decimal min, decimal max)
    {
        if (Text(field, 100) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        return Fail<decimal?>(field, string.Create(CultureInfo.InvariantCulture, $"A number from {min} to {max} is required."), null);
    }

    /// <summary>A whole number from 1; one that is too large is refused.</summary>
    public int? Count(string field, int max)
    {
        if (Text(field, 100) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max) return number;
        return Fail<int?>(field, $"A whole number from 1 to {max} is required.", null);
    }

    public string? OneOf(string field, params ReadOnlySpan<string> words)
    {
        if (Text(field, 100) is not { } text || words.Contains(text)) return Text(field, 100);
        return Fail<string?>(field, $"One of {string.Join(", ", words!)} is required.", null);
    }

    public Guid? Id(string field)
    {
        if (Text(field, 100) is not { } text) return null;
        return System.Guid.TryParse(text, out var id) ? id : Fail<Guid?>(field, "A UUID is required.", null);
    }

    /// <summary>The first instant of a stretch of time: a date is its beginning (UTC).</summary>
    public DateTimeOffset? From(string field) => Instant(field, wholeDay: false);

    /// <summary>The first instant after a stretch of time: a date's day, or an instant, belongs to it.</summary>
    public DateTimeOffset? Until(string field) => Instant(field, wholeDay: true);

    /// <summary>The page from 1, and the limit, which more than 100 is cut to.</summary>
    public Page Page(int defaultLimit = DefaultLimit)
    {
        var page = Number("page", 1, 1_000_000) ?? 1;
        var limit = Limit() ?? defaultLimit;
        if (decimal.Truncate(page) != page) Fail("page", "A whole number is required.", 0);
        if (decimal.Truncate(limit) != limit) Fail("limit", $"A whole number from 1 to {MaxLimit} is required; a larger one counts as {MaxLimit}.", 0);
        return new Page((int)page, (int)Math.Min(limit, MaxLimit));
    }

    private decimal? Limit()
    {
        if (Text("limit", 100) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1) return number;
        return Fail<decimal?>("limit", $"A whole number from 1 to {MaxLimit} is required; a larger one counts as {MaxLimit}.", null);
    }

    private DateTimeOffset? Instant(string field, bool wholeDay)
    {
        if (Text(field, 100) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999)
        {
            var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            return wholeDay ? start.AddDays(1) : start;
        }

        // A '+' that was not escaped arrives as a blank.
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Contains('T') && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, Utc, out var at) && at.Year is > 1 and < 9999)
            return wholeDay ? at.AddTicks(1) : at;
        return Fail<DateTimeOffset?>(field, "A date (2026-01-31) or an instant (2026-01-31T12:00:00Z) is required.", null);
    }

    private T Fail<T>(string field, string issue, T value)
    {
        Refusal ??= Refusal.Invalid("request.invalid", field, issue);
        return value;
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Limit">1 to 100.</param>
internal readonly record struct Page(int Number, int Limit)
{
    public Pagination Of(int total) => new(Number, Limit, total, (total + Limit - 1) / Limit);
}

/// <summary>Where in a list the answer is.</summary>
internal sealed record Pagination(int Page, int Limit, int Total, int Pages);
