using System.Globalization;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>Dollars an hour as <c>10-50</c>, <c>10-</c>, <c>-50</c> or one price alone; both ends belong to it.</summary>
internal readonly record struct PriceRange(long? LeastMicros, long? MostMicros)
{
    private const decimal MaxPrice = 1_000_000;

    public static PriceRange Of(QueryValues query, string field)
    {
        if (query.Text(field, 40) is not { } text) return default;

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (text, text) : (text[..dash].Trim(), text[(dash + 1)..].Trim());
        if (TryParse(first, out var least) && TryParse(last, out var most) && (first.Length > 0 || last.Length > 0) && (least ?? 0) <= (most ?? MaxPrice))
            return new PriceRange(Micros(least), Micros(most));
        query.Refuse(field, "A range of prices such as 10-50, 10- or -50 is required.");
        return default;
    }

    private static bool TryParse(string text, out decimal? price)
    {
        price = null;
        if (text.Length == 0) return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > MaxPrice) return false;
        price = number;
        return true;
    }

    private static long? Micros(decimal? price) => price is { } amount ? Money.ToMicros(amount) : null;
}
