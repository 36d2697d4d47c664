using System.Globalization;
using Grains.Chat.Models;

namespace Grains.Providers.Models.OpenAi;

/// <summary>Sorts a provider's error answers. What the provider wrote is left out: it can quote the key or the prompt.</summary>
internal static class OpenAiErrors
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static ModelFailedException Translate(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 => new(ModelFailures.RateLimited, "The model's provider is limiting us just now.") { RetryAfter = RetryAfter(response) },
        408 or 409 or 425 or >= 500 => new(ModelFailures.Unavailable, "The model's provider is not available just now.")
        {
            RetryAfter = RetryAfter(response),
        },
        401 or 403 => new(ModelFailures.Refused, "The model's provider does not accept this server's credentials."),
        404 => new(ModelFailures.Refused, "The model's provider does not have the configured model."),
        >= 300 and < 400 => new(ModelFailures.Refused, "The model's provider has moved; its base URL must be configured anew."),
        _ => new(ModelFailures.Refused, "The model's provider refused this request."),
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var header)) return null;
        if (!double.TryParse(header.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return null;
        return seconds <= LongestWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestWait;
    }
}
