using System.Text.Json;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Hosting;

namespace WebFront.Surfaces.Shared;

/// <summary>The envelope that satisfies the documents at once: <c>{"detail", "error":{"code","message","details"}, "request_id"}</c>.</summary>
internal sealed class SharedErrors : IErrorRenderer
{
    public Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("detail", refusal.Message);
        json.WriteStartObject("error");
        json.WriteString("code", CodeOf(status));
        json.WriteString("message", refusal.Message);
        json.WriteStartObject("details");
        if (refusal.Field is { } field) json.WriteString("field", field);
        if (refusal.LimitName is { } limit) json.WriteString("limit", limit);
        json.WriteEndObject();
        if (refusal.RetryAfter is { } wait) json.WriteNumber("retry_after", WholeSeconds.Count(wait));
        json.WriteEndObject();
        json.WriteString("request_id", context.RequestId());
        json.WriteEndObject();
        json.Flush();
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    private static string CodeOf(int status) => status switch
    {
        400 => "INVALID_INPUT",
        401 => "INVALID_CREDENTIALS",
        402 => "INSUFFICIENT_CREDITS",
        403 => "FORBIDDEN",
        404 => "RESOURCE_NOT_FOUND",
        405 => "METHOD_NOT_ALLOWED",
        409 => "CONFLICT",
        413 => "PAYLOAD_TOO_LARGE",
        415 => "UNSUPPORTED_MEDIA_TYPE",
        429 => "RATE_LIMIT_EXCEEDED",
        503 => "SERVICE_UNAVAILABLE",
        >= 500 => "INTERNAL_SERVER_ERROR",
        _ => "INVALID_INPUT",
    };
}
