namespace Orleans.Runtime;

/// <summary>What the engine holds at a moment, for operators and tests.</summary>
internal sealed class SiloDiagnostics(SiloRuntime runtime)
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
            .Where(activation => activation.PendingCount > 0)
            .OrderByDescending(activation => activation.Requests.Waiting).ThenBy(activation => activation.GrainId)
            .Take(count)
            .Select(activation => new ActivationView(
                activation.GrainId, activation.State.ToString(), activation.Requests.Running, activation.Requests.Waiting)),
    ];
}

/// <summary>The activations of a grain type: how many, and how many requests run and wait, in all and at the busiest.</summary>
internal sealed record GrainTypeView(string Type, int Activations, int Running, int Waiting, int LongestQueue);

/// <summary>An activation and its requests.</summary>
internal sealed record ActivationView(GrainId Grain, string State, int Running, int Waiting);
