using System.Data.Common;
using System.Text.RegularExpressions;
using Grains.Outcomes;
using Orleans.Storage;

namespace WebFront.Hosting;

/// <summary>The one mapping from exceptions and the framework's statuses to what a client is told.</summary>
internal static partial class Faults
{
    private static readonly Refusal Unavailable =
        new(RefusalKind.Unavailable, "service.unavailable", "The service cannot do this right now. Try again shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };

    private static readonly Refusal Internal =
        new(RefusalKind.Unavailable, "service.failed", "Something went wrong on our side. The request id finds it in our log.");

    public static (int Status, Refusal Refusal) Of(Exception failure) => failure switch
    {
        BadHttpRequestException bad => (bad.StatusCode, OfBadRequest(bad)),
        // The client is still there, so what was cancelled was so by a stopping server.
        OperationCanceledException => (StatusCodes.Status503ServiceUnavailable, Unavailable),
        TimeoutException or OrleansMessageRejectionException or EnumerationAbortedException or LimitExceededException or InconsistentStateException
            or TemporarilyUnavailableException or OrleansException { InnerException: TemporarilyUnavailableException }
            => (StatusCodes.Status503ServiceUnavailable, Unavailable),
        _ when IsOfDatabase(failure) => (StatusCodes.Status503ServiceUnavailable, Unavailable),
        _ => (StatusCodes.Status500InternalServerError, Internal),
    };

    public static Refusal OfStatus(int status) => status switch
    {
        401 => new(RefusalKind.Unauthenticated, "auth.required", "A valid access token is required."),
        403 => new(RefusalKind.Forbidden, "request.forbidden", "This is not allowed."),
        404 => new(RefusalKind.NotFound, "request.not-found", "There is nothing at this address."),
        405 => new(RefusalKind.NotFound, "request.method", "The address does not answer this method."),
        408 => new(RefusalKind.Unavailable, "request.timeout", "The request took too long to arrive."),
        413 => new(RefusalKind.TooLarge, "request.too-large", "The request is too large."),
        415 => new(RefusalKind.UnsupportedMedia, "request.media", "The content type is not supported here."),
        503 => Unavailable,
        >= 500 => Internal,
        _ => Refusal.Invalid("request.malformed", "request", "The request is malformed."),
    };

    /// <summary>An activation whose state could not be read fails with what the engine's own storage threw, wrapped or not.</summary>
    private static bool IsOfDatabase(Exception? failure) => failure is not null && (failure is DbException || IsOfDatabase(failure.InnerException));

    private static Refusal OfBadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest) return OfStatus(bad.StatusCode);
        var parameter = Parameter().Match(bad.Message);
        return parameter.Success
            ? Refusal.Invalid("request.invalid", parameter.Groups["name"].Value, "The value is missing or of the wrong type.")
            : OfStatus(bad.StatusCode);
    }

    /// <summary>The framework's words: Failed to bind parameter "int page" from "x"; Required parameter "string q" was not provided.</summary>
    [GeneratedRegex("""parameter "[^"]*?(?<name>\w+)" """, RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
