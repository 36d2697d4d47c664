using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime;

/// <summary>
/// Looks over all activations twice a second: calls whose time is up or that are slow, turns that take too long, activations that are
/// idle or hang, workers that are too many, streams that nobody reads. A call costs no timer and no clock of its own: the sweep that
/// first sees it stamps it, so it ends late by two periods at most and never early.
/// </summary>
internal sealed class Sweeper(
    SiloRuntime runtime, IOptions<EmbeddedOptions> options,
    IOptions<SchedulingOptions>? scheduling = null, IOptions<StatelessWorkerOptions>? workers = null) : IDisposable
{
    private readonly SweepPass pass = new();
    private readonly StatelessWorkerOptions workers = workers?.Value ?? new();
    private ITimer? timer;
    private int sweeping;
    private long last;
    private long nextCollection;
    private long nextInspection;

    /// <summary>The turns that take too long.</summary>
    public TurnWatch Turns { get; } = new(runtime, scheduling?.Value ?? new());

    public void Start()
    {
        last = runtime.Time.GetTimestamp();
        nextCollection = After(last, runtime.Collection.CollectionQuantum);
        nextInspection = After(last, workers.IdleWorkersInspectionPeriod);
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
            Sweep(runtime.Time.GetTimestamp());
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

    private void Sweep(long now)
    {
        pass.Begin(now, last, IsDue(now, ref nextCollection, runtime.Collection.CollectionQuantum));
        last = now;
        foreach (var activation in runtime.Catalog.All)
        {
            activation.Sweep(pass);
            Turns.Look(activation, now);
        }

        Turns.EndLook();
        if (workers.RemoveIdleWorkers && IsDue(now, ref nextInspection, workers.IdleWorkersInspectionPeriod))
        {
            foreach (var pool in runtime.Catalog.Pools)
                pool.Inspect(workers.MinIdleCyclesBeforeRemoval);
        }

        if (pass.Late.Count + pass.Slow.Count > 0)
            Report(new CallChains(runtime.Catalog));
    }

    /// <summary>All are described before the first ends, because what ends here was part of the others' chains.</summary>
    private void Report(CallChains chains)
    {
        foreach (var call in pass.Slow)
            runtime.Log.RequestSlow(call, runtime.Time.GetElapsedTime(call.FirstSeen, pass.Now), chains.Describe(call));
        var late = pass.Late.ConvertAll(call => (Call: call, Text: chains.Describe(call)));
        foreach (var (call, text) in late)
            call.TryTimeOut(new TimeoutException($"Response did not arrive on time in {call.ResponseTimeout} for {call}. {text}"));
    }

    private bool IsDue(long now, ref long next, TimeSpan period)
    {
        if (now < next)
            return false;
        next = After(now, period);
        return true;
    }

    private long After(long now, TimeSpan span) => now + (long)(span.TotalSeconds * runtime.Time.TimestampFrequency);
}
