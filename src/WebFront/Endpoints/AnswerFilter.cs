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
            ? new Answer(value, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, surface)
            : result;
    }

    private sealed class Answer(object value, int status, Surface surface) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            return httpContext.Response.WriteAsJsonAsync(value, value.GetType(), surface.Json, null, httpContext.RequestAborted);
        }
    }
}
