using System.Text.Json;

namespace Grains.Providers.Payments.Stripe;

/// <summary>An answer of Stripe's API that says what it did, or why it did not.</summary>
/// <param name="Body">The object, or what stands beside <c>error</c>.</param>
internal sealed record StripeAnswer(int Status, JsonElement Body)
{
    private const int LongestCode = 60;

    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonElement Error => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("error", out var error) ? error : default;

    /// <summary>The error's most telling code, such as <c>insufficient_funds</c>; null on success. Never its message, which may quote the request.</summary>
    public string? Reason => IsSuccess ? null : ReasonOf(Error);

    /// <summary>The object itself, or the payment that an error of a card is about.</summary>
    public JsonElement? Payment => IsSuccess ? Body : Error.Member("payment_intent");

    /// <summary>A decline's own reason where it has one, else the error's code, else its type.</summary>
    public static string ReasonOf(JsonElement? error)
    {
        var decline = error?.Text("decline_code");
        if (decline is not null and not "generic_decline" && IsCode(decline)) return decline;
        foreach (var member in (ReadOnlySpan<string>)["code", "type"])
            if (error?.Text(member) is { } code && IsCode(code)) return code;
        return "unknown";
    }

    private static bool IsCode(string text) => text.Length is > 0 and <= LongestCode && text.All(static unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '_');
}
