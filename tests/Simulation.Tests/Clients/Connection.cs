using Grains.Outcomes;
using Orleans.Storage;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Invariants;

namespace Simulation.Tests.Clients;

/// <summary>How one client calls the cluster: a silo answers, refuses, fails quietly or breaks the promise to do so.</summary>
internal sealed class Connection(World world, Cluster cluster, History history, Process clients, string name, Chance chance)
{
    public Cluster Cluster => cluster;

    public string Name => name;

    public TimeSpan Now => world.Now;

    /// <summary>Asks one of the silos; the answer of an unknown outcome is null.</summary>
    public async Task<Outcome<T>?> AskAsync<T>(string what, Func<IGrainFactory, Task<Outcome<T>>> call, SimulatedSilo? silo = null)
    {
        silo ??= cluster.Choose(chance);
        world.Say($"{name} asks {silo.Process.Name}: {what}");
        try
        {
            var outcome = await silo.CallAsync(call);
            world.Say($"{name} is told of {what}: {(outcome.Refusal is { } refusal ? refusal.Code : "yes")}");
            return outcome;
        }
        catch (Exception failure)
        {
            Fail(what, failure);
            return null;
        }
    }

    /// <summary>The same for what is never refused.</summary>
    public Task<Outcome<T>?> GetAsync<T>(string what, Func<IGrainFactory, Task<T>> call, SimulatedSilo? silo = null) =>
        AskAsync<T>(what, async grains => await call(grains), silo);

    /// <summary>A failure that the doors tell as "not now" passes; any other would be the inside of the server turned out.</summary>
    public void Fail(string what, Exception failure)
    {
        world.Say($"{name} fails at {what}: {failure.GetType().Name}");
        var isQuiet = failure is TimeoutException or OrleansMessageRejectionException or LimitExceededException or InconsistentStateException
            or EnumerationAbortedException or TemporarilyUnavailableException or OrleansException { InnerException: TemporarilyUnavailableException };
        history.Require(isQuiet, Invariant.QuietErrors, () => $"{name} got {failure.GetType().Name} for {what}: {failure.Message}");
    }

    public Task PauseAsync(TimeSpan span)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        clients.Clock.CreateTimer(_ => done.SetResult(), null, span, Timeout.InfiniteTimeSpan);
        return done.Task;
    }
}
