using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>Named points at which grains wait until a test lets them go on.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> arrivals = new();
    private volatile bool allOpen;

    /// <summary>Called by a grain: arrives, and waits for <see cref="Open"/>.</summary>
    public Task PassAsync(string name, CancellationToken cancel = default)
    {
        Of(arrivals, name).TrySetResult();
        var gate = Of(gates, name);
        if (allOpen)
            gate.TrySetResult();
        return gate.Task.WaitAsync(cancel);
    }

    /// <summary>Called by a test: waits until a grain is there.</summary>
    public Task ArrivedAsync(string name) => Of(arrivals, name).Task;

    public void Open(string name) => Of(gates, name).TrySetResult();

    public bool IsOpen(string name) => Of(gates, name).Task.IsCompleted;

    public void OpenAll()
    {
        allOpen = true;
        foreach (var gate in gates.Values)
            gate.TrySetResult();
    }

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string name) =>
        all.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
