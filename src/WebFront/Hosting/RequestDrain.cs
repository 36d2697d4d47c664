namespace WebFront.Hosting;

/// <summary>
/// Gives requests that are under way a few seconds when the process stops, and then breaks them off: one client that stalls in the
/// middle of an upload must not use up the time in which the grains put away what they hold.
/// </summary>
internal sealed class RequestDrain : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource over = new();

    public RequestDrain(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => over.CancelAfter(Patience));

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        await using (over.Token.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context))
            await next(context);
    }

    public void Dispose() => over.Dispose();
}
