using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>Writes typed results with the JSON of the surface, whatever the application's default is.</summary>
internal sealed class AnswerFilter(Surface surface) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        while (result is INestedHttpResult nested)
            result = nested.Result;
        AnswerHeaders.Set(context.HttpContext.Response);
        return result is IValueHttpResult { Value: { } value } and not IContentTypeHttpResult
            ? new Answer(value, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, LocationOf(result), surface)
            : result;
    }

    /// <summary>Where the thing that was made is: <c>Created</c> and <c>Accepted</c> have it for themselves, in no interface.</summary>
    private static string? LocationOf(object result) =>
        result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status201Created or StatusCodes.Status202Accepted }
            ? result.GetType().GetProperty("Location")?.GetValue(result) as string
            : null;

    private sealed class Answer(object value, int status, string? location, Surface surface) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            if (location is { Length: > 0 }) httpContext.Response.Headers.Location = location;
            return httpContext.Response.WriteAsJsonAsync(value, value.GetType(), surface.Json, null, httpContext.RequestAborted);
        }
    }
}
