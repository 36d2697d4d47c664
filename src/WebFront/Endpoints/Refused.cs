using Grains.Outcomes;
using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>The answer to a refusal: its status, in the error shape of the surface that the endpoint is on.</summary>
internal sealed class Refused(Refusal refusal) : IResult
{
    public Refusal Refusal => refusal;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);

    public static Task WriteAsync(HttpContext context, Refusal refusal) => WriteAsync(context, StatusOf(refusal.Kind), refusal);

    /// <summary>Writes what has no refusal kind of its own, such as 405, as well.</summary>
    public static Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = status;
        SetHeaders(context, status, refusal);
        return ServedSurfaces.Of(context).Errors.WriteAsync(context, status, refusal);
    }

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.PaymentRequired => StatusCodes.Status402PaymentRequired,
        RefusalKind.RateLimited => StatusCodes.Status429TooManyRequests,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.UnsupportedMedia => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static void SetHeaders(HttpContext context, int status, Refusal refusal)
    {
        var response = context.Response;
        AnswerHeaders.Set(response);
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.RetryAfter is { } wait)
            response.Headers.RetryAfter = WholeSeconds.Up(wait);
        else if (status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
        if (refusal is { LimitPermits: { } permits, RetryAfter: { } reset })
        {
            var clock = context.RequestServices.GetRequiredService<TimeProvider>();
            RateLimitHeaders.Write(response, permits, 0, clock.GetUtcNow() + reset);
        }
    }
}
