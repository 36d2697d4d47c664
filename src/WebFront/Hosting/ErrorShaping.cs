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
        if (status == StatusCodes.Status503ServiceUnavailable) LogUnavailable(context.Request.Method, context.Request.Path, failure.GetType().Name);
        else if (status >= StatusCodes.Status500InternalServerError) LogFault(failure, context.Request.Method, context.Request.Path, status);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var requestId = context.Response.Headers["X-Request-Id"];
        context.Response.Clear();
        context.Response.Headers["X-Request-Id"] = requestId;
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

    private static bool IsBare(HttpContext context) =>
        context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null };

    /// <summary>What passes is logged where it comes from, once for all that it meets.</summary>
    [LoggerMessage(LogLevel.Debug, "{Method} {Path} could not be done now: {Failure}.")]
    private partial void LogUnavailable(string method, PathString path, string failure);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed with {Status}.")]
    private partial void LogFault(Exception failure, string method, PathString path, int status);
}
