using System.Buffers;
using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>What may stand where a card's token is asked for.</summary>
internal static class CardTokens
{
    private const int MaxLength = 200;
    private const int LeastDigitsOfACard = 12;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary>Null for a token; a card's number is refused before anything can keep it.</summary>
    public static Refusal? Check(string token)
    {
        if (token.Length > 0 && token.All(static unit => char.IsAsciiDigit(unit) || unit is ' ' or '-') && token.Count(char.IsAsciiDigit) >= LeastDigitsOfACard)
            return BillingRefusals.CardNumber;
        return token.Length is 0 or > MaxLength || token.AsSpan().ContainsAnyExcept(Allowed)
            ? BillingRefusals.BadCard("it is no token")
            : null;
    }
}
