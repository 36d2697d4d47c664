using WebFront.Endpoints;

namespace WebFront.Hosting;

/// <summary>
/// Gives every error that no handler wrote a body in its surface's shape: exceptions, and the bare 400, 404, 405, 413 and 415 of
/// the framework. No text of an exception reaches a client.
/// </summary>
internal sealed partial class ErrorShaping(RequestDelegate next, ILogger<ErrorShaping> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody reads an answer, and whatever failed for that reason is no fault of ours.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception failure)
        {
            await AnswerAsync(context, failure);
            return;
        }

        if (IsBare(context)) await AnswerBareAsync(context);
    }

    private async Task AnswerAsync(HttpContext context, Exception failure)
    {
        var (status, refusal) = Faults.Of(failure);
        if (status == StatusCodes.Status503ServiceUnavailable) LogUnavailable(context.Request.Method, Shown(context), failure.GetType().Name);
        else if (status >= StatusCodes.Status500InternalServerError) LogFault(failure, context.Request.Method, Shown(context), status);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var kept = context.Response.Headers.Where(static header => IsKept(header.Key)).ToArray();
        context.Response.Clear();
        foreach (var (name, value) in kept) context.Response.Headers[name] = value;
        await Refused.WriteAsync(context, status, refusal);
    }

    private static Task AnswerBareAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return Refused.WriteAsync(context, status, Faults.OfStatus(status));
    }

    private static bool IsKept(string header) =>
        header.Equals("X-Request-Id", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path, but for one that holds a secret.</summary>
    private static string Shown(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<TokenInPath>() is not null
            ? endpoint.RoutePattern.RawText ?? ""
            : context.Request.Path;

    private static bool IsBare(HttpContext context) =>
        context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null };

    /// <summary>What passes is logged where it comes from, once for all that it meets.</summary>
    [LoggerMessage(LogLevel.Debug, "{Method} {Path} could not be done now: {Failure}.")]
    private partial void LogUnavailable(string method, string path, string failure);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed with {Status}.")]
    private partial void LogFault(Exception failure, string method, string path, int status);
}
