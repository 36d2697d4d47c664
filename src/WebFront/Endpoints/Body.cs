using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>
/// The one reader of JSON bodies. Whatever is wrong with a body is a refusal that names the field: too long (413), of
/// another type (415), or malformed, empty, null, too deep, of wrong types, not UTF-8, with unpaired surrogates or NUL (400).
/// Unknown members are ignored.
/// </summary>
internal static class Body
{
    /// <summary>The longest JSON body, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1 << 20;

    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var request = context.Request;
        if (request.ContentLength > MaxBytes) return TooLarge;
        if (HasNoBody(context)) return Malformed("body", "A JSON body is required.");
        if (!IsJson(request)) return NotJson;

        using var text = new PooledBytes();
        if (!await text.ReadAsync(request.Body, MaxBytes, context.RequestAborted)) return TooLarge;
        return Parse<T>(text.Written.Span, ServedSurfaces.Of(context).Json);
    }

    /// <summary>Reads a JSON text that came another way, such as a WebSocket frame or a form field.</summary>
    public static Outcome<T> Parse<T>(ReadOnlySpan<byte> json, JsonSerializerOptions options)
        where T : class
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        if (json.IsEmpty) return Malformed("body", "A JSON body is required.");
        if (!Utf8.IsValid(json)) return Malformed("body", "The text is not valid UTF-8.");
        try
        {
            if (JsonText.FindUnstorable(json, options) is { } field)
                return Malformed(field, "The text holds a character that cannot be stored: NUL or half a surrogate pair.");
            if (JsonSerializer.Deserialize<T>(json, options) is { } value) return value;
            return Malformed("body", "A JSON object is required.");
        }
        catch (JsonException failure)
        {
            return Malformed(JsonText.FieldOf(failure), "The value is malformed or of the wrong type.");
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or OverflowException)
        {
            // The parser's own way to say that a string holds half a surrogate pair.
            return Malformed("body", "The text is malformed.");
        }
    }

    private static readonly Refusal TooLarge =
        new(RefusalKind.TooLarge, "request.too-large", $"The body is longer than {MaxBytes} bytes.");

    private static readonly Refusal NotJson =
        new(RefusalKind.UnsupportedMedia, "request.not-json", "The body must be application/json in UTF-8.");

    private static Refusal Malformed(string field, string issue) => Refusal.Invalid("request.malformed", field, issue);

    private static bool HasNoBody(HttpContext context) =>
        context.Request.ContentLength == 0
        || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && (request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private sealed class PooledBytes : IDisposable
    {
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);
        private int length;

        public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

        /// <summary>False where the stream holds more than the limit.</summary>
        public async Task<bool> ReadAsync(Stream stream, int limit, CancellationToken cancel)
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancel);
                if (read == 0) return true;
                length += read;
                if (length > limit) return false;
                if (length == buffer.Length) Grow();
            }
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

        private void Grow()
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }
}
