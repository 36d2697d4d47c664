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

    private async Task DeactivateAllAsync(CancellationToken cancel)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is stopping.");
        var all = runtime.Catalog.All.ToArray();
        foreach (var activation in all)
            activation.Deactivate(reason, CancellationToken.None);
        await Task.WhenAll(all.Select(activation => activation.Deactivated))
            .WaitAsync(runtime.Collection.DeactivationTimeout, runtime.Time, cancel)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = all.Count(activation => !activation.Deactivated.IsCompleted);
        if (left > 0)
            runtime.Log.StopIncomplete(left);
    }
}
