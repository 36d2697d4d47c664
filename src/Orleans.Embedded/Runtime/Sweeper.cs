using Microsoft.Extensions.Options;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime;

/// <summary>
/// Looks over all activations twice a second: calls whose time is up, activations that are idle or hang, streams that nobody reads.
/// A call costs no timer and no clock of its own: the sweep that first sees it stamps it, so it ends late by two periods at most
/// and never early.
/// </summary>
internal sealed class Sweeper(SiloRuntime runtime, IOptions<EmbeddedOptions> options) : IDisposable
{
    private ITimer? timer;
    private int sweeping;
    private long nextCollection;

    public void Start()
    {
        nextCollection = After(runtime.Time.GetTimestamp(), runtime.Collection.CollectionQuantum);
        timer = runtime.Time.CreateTimer(_ => Sweep(), null, options.Value.SweepPeriod, options.Value.SweepPeriod);
    }

    public void Stop() => timer?.Dispose();

    public void Dispose() => timer?.Dispose();

    public void Sweep()
    {
        // A sweep that takes longer than the period is not joined by the next one.
        if (Interlocked.Exchange(ref sweeping, 1) != 0)
            return;
        try
        {
            SweepActivations(runtime.Time.GetTimestamp());
        }
        catch (Exception exception)
        {
            runtime.Log.SweepFailed(exception);
        }
        finally
        {
            Interlocked.Exchange(ref sweeping, 0);
        }
    }

    private void SweepActivations(long now)
    {
        var collect = now >= nextCollection;
        if (collect)
            nextCollection = After(now, runtime.Collection.CollectionQuantum);
        List<Call>? late = null;
        foreach (var activation in runtime.Catalog.All)
            activation.Sweep(now, collect, ref late);
        if (late is null)
            return;

        // All are described before the first ends, because what ends here was part of the others' chains.
        var described = late.ConvertAll(call => (Call: call, Text: CallChain.Describe(call, runtime.Catalog)));
        foreach (var (call, text) in described)
            call.TryTimeOut(new TimeoutException(text));
    }

    private long After(long now, TimeSpan span) => now + (long)(span.TotalSeconds * runtime.Time.TimestampFrequency);
}
