using System.Collections;

namespace WebFront.Hosting;

/// <summary>Gives each request an id, a UUID, which its answer, its errors and its log lines carry.</summary>
internal sealed class RequestIdentity(RequestDelegate next, ILogger<RequestIdentity> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var id = Guid.NewGuid().ToString();
        context.TraceIdentifier = id;
        context.Response.Headers["X-Request-Id"] = id;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        using (log.BeginScope(new RequestScope(id)))
            await next(context);
    }

    /// <summary>What log providers see of the request: its id and nothing that the client wrote.</summary>
    private sealed class RequestScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] =>
            index == 0 ? new("request_id", id) : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"request_id:{id}";
    }
}
