using System.Text.Json;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Hosting;

namespace WebFront.Surfaces.Marketplace;

/// <summary>The documented envelope: <c>{"error":{"code","message","details","timestamp","request_id"}}</c>.</summary>
internal sealed class MarketplaceErrors : IErrorRenderer
{
    public Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", CodeOf(status));
        json.WriteString("message", refusal.Kind == RefusalKind.Invalid ? "Invalid request parameters" : refusal.Message);
        WriteDetails(json, refusal);
        json.WriteString("timestamp", InstantConverter.Print(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        json.WriteString("request_id", context.RequestId());
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    /// <summary>The document's code for a status; other transports name errors by it too.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "VALIDATION_ERROR",
        401 => "AUTHENTICATION_REQUIRED",
        402 => "PAYMENT_REQUIRED",
        403 => "AUTHORIZATION_FAILED",
        404 => "NOT_FOUND",
        405 => "METHOD_NOT_ALLOWED",
        408 => "REQUEST_TIMEOUT",
        409 => "CONFLICT",
        413 => "PAYLOAD_TOO_LARGE",
        415 => "UNSUPPORTED_MEDIA_TYPE",
        429 => "RATE_LIMIT_EXCEEDED",
        503 => "SERVICE_UNAVAILABLE",
        >= 500 => "INTERNAL_SERVER_ERROR",
        _ => "VALIDATION_ERROR",
    };

    private static void WriteDetails(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject("details");
        if (refusal.Kind == RefusalKind.Invalid)
        {
            json.WriteString("field", refusal.Field ?? "request");
            json.WriteString("issue", refusal.Message);
        }
        else
        {
            json.WriteString("reason", refusal.Code);
        }

        if (refusal.Mismatch is { } mismatch)
        {
            json.WriteString("field", refusal.Field);
            json.WriteNumber("claimed", mismatch.ClaimedMillionths / 1_000_000m);
            json.WriteNumber("actual", mismatch.ActualMillionths / 1_000_000m);
        }

        if (refusal.ShortfallMicros is { } shortfall) json.WriteNumber("shortfall", Rounded(shortfall));
        if (refusal.RequiredMicros is { } required) json.WriteNumber("required", Rounded(required));
        if (refusal.LimitName is { } limit) json.WriteString("limit", limit);
        if (refusal.LimitPermits is { } permits)
        {
            json.WriteNumber("permits", permits);
            json.WriteNumber("remaining", 0);
        }

        if (refusal.RetryAfter is { } wait) json.WriteNumber("retry_after", WholeSeconds.Count(wait));
        json.WriteEndObject();
    }

    private static decimal Rounded(long micros) => decimal.Round(Money.FromMicros(micros), 4, MidpointRounding.ToEven);
}
