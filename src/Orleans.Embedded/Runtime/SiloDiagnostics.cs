using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime;

/// <summary>What the engine holds at a moment, for operators and tests.</summary>
internal sealed class SiloDiagnostics(SiloRuntime runtime, Sweeper sweeper)
{
    /// <summary>The grain types that are active, the busiest first.</summary>
    public IReadOnlyList<GrainTypeView> ByType() =>
    [
        .. runtime.Catalog.All
            .GroupBy(activation => activation.Class.Type)
            .Select(group => new GrainTypeView(
                group.Key.ToString(),
                group.Count(),
                group.Sum(activation => activation.Requests.Running),
                group.Sum(activation => activation.Requests.Waiting),
                group.Max(activation => activation.Requests.Waiting)))
            .OrderByDescending(view => view.Waiting).ThenByDescending(view => view.Activations).ThenBy(view => view.Type),
    ];

    /// <summary>The activations with the longest queues.</summary>
    public IReadOnlyList<ActivationView> Longest(int count) =>
    [
        .. runtime.Catalog.All
            .Where(activation => !activation.Requests.IsEmpty)
            .OrderByDescending(activation => activation.Requests.Waiting).ThenBy(activation => activation.GrainId)
            .Take(count)
            .Select(activation => new ActivationView(
                activation.GrainId, activation.State.ToString(), activation.Requests.Running, activation.Requests.Waiting)),
    ];

    /// <summary>The requests that have not ended for the longest time, waiting for their turn included.</summary>
    public IReadOnlyList<RequestView> Oldest(int count)
    {
        var now = runtime.Time.GetTimestamp();
        return
        [
            .. runtime.Catalog.All
                .Where(activation => !activation.Requests.IsEmpty)
                .SelectMany(activation => Requests(activation, now))
                .OrderByDescending(view => view.Age).ThenBy(view => view.Grain)
                .Take(count),
        ];
    }

    /// <summary>The last turns that took too long, the newest first.</summary>
    public IReadOnlyList<SlowTurn> SlowTurns() => sweeper.Turns.Recent();

    private IEnumerable<RequestView> Requests(Activation activation, long now)
    {
        var (waiting, running) = activation.Snapshot();
        return running.Select(call => View(call, runs: true)).Concat(waiting.Select(call => View(call, runs: false)));

        RequestView View(Call call, bool runs) => new(
            activation.GrainId, call.Method.ToString(), runs, call.Sender?.GrainId,
            call.FirstSeen == 0 ? TimeSpan.Zero : runtime.Time.GetElapsedTime(call.FirstSeen, now));
    }
}

/// <summary>The activations of a grain type: how many, and how many requests run and wait, in all and at the busiest.</summary>
internal sealed record GrainTypeView(string Type, int Activations, int Running, int Waiting, int LongestQueue);

/// <summary>An activation and its requests.</summary>
internal sealed record ActivationView(GrainId Grain, string State, int Running, int Waiting);

/// <summary>A request, who made it (null is a caller outside of grains), and since when a sweep has seen it.</summary>
internal sealed record RequestView(GrainId Grain, string Method, bool Runs, GrainId? Caller, TimeSpan Age);
