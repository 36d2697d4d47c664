using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime;

/// <summary>Starts the engine with the host, and stops it in order: no new calls, running ones end, activations end.</summary>
internal sealed class SiloHost(
    SiloRuntime runtime, Sweeper sweeper, IOptions<EmbeddedOptions> options,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants)
    : IHostedService
{
    private const int DeactivationGroup = 512;

    private static readonly TimeSpan GroupPatience = TimeSpan.FromSeconds(5);

    private readonly GrainLifecycle lifecycle = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in participants)
            participant.Participate(lifecycle);
        sweeper.Start();
        await lifecycle.OnStart(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        runtime.State = SiloState.Draining;
        await DrainAsync(cancellationToken);
        runtime.State = SiloState.Deactivating;
        await DeactivateAllAsync(cancellationToken);
        runtime.State = SiloState.Stopped;
        sweeper.Stop();
        foreach (var activation in runtime.Catalog.All)
            activation.FailAll(new SiloUnavailableException("The process has stopped."));
        await lifecycle.OnStop(cancellationToken);
    }

    /// <summary>Waits until no request runs or waits, but no longer than the drain timeout.</summary>
    private async Task DrainAsync(CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.Value.DrainTimeout, runtime.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);

        // Requests that end may have made others busy, so look again until nobody is.
        while (Busy() is { Length: > 0 } busy && !either.IsCancellationRequested)
            await Task.WhenAll(busy.Select(activation => activation.WhenRestedAsync())).WaitAsync(either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = Busy().Sum(activation => activation.Requests.Total);
        if (left > 0)
            runtime.Log.DrainIncomplete(left);
    }

    private Activation[] Busy() => [.. runtime.Catalog.All.Where(activation => !activation.Requests.IsEmpty)];

    /// <summary>
    /// Ends activations in groups: each may have something to store at its end, and all of them at once would find every queue full.
    /// A group that takes its time does not hold up the next one for long.
    /// </summary>
    private async Task DeactivateAllAsync(CancellationToken cancel)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is stopping.");
        var all = runtime.Catalog.All.ToArray();
        using var limit = new CancellationTokenSource(runtime.Collection.DeactivationTimeout, runtime.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        foreach (var group in all.Chunk(DeactivationGroup))
        {
            foreach (var activation in group)
                activation.Deactivate(reason, CancellationToken.None);
            await Task.WhenAll(group.Select(activation => activation.Deactivated))
                .WaitAsync(GroupPatience, runtime.Time, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = all.Count(activation => !activation.Deactivated.IsCompleted);
        if (left > 0)
            runtime.Log.StopIncomplete(left);
    }
}
