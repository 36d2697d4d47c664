using Orleans.Runtime.Activations;
using Orleans.Storage;

namespace Orleans.Runtime.State;

/// <summary>
/// One stored record of an activation. Operations run one after the other; a write or clear that has not begun yet serves everyone
/// who asks for the same while it waits.
/// </summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> record = new(StateActivator<TState>.Create());
    private Operation? last;
    private bool loaded;

    private enum Kind
    {
        Read,
        Write,
        Clear,
    }

    public TState State
    {
        get
        {
            RuntimeContext.Check(activation);
            return record.State!;
        }
        set
        {
            RuntimeContext.Check(activation);
            record.State = value;
        }
    }

    public string? Etag => record.ETag;

    public bool RecordExists =>
        loaded ? record.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => Queue(Kind.Read, default);

    public Task WriteStateAsync() => Queue(Kind.Write, default);

    public Task ClearStateAsync() => Queue(Kind.Clear, default);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Queue(Kind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Queue(Kind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Queue(Kind.Clear, cancellationToken);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Queue(Kind kind, CancellationToken cancel)
    {
        RuntimeContext.Check(activation);
        if (kind != Kind.Read && !cancel.CanBeCanceled && last is { Begun: false, Cancellable: false } waiting && waiting.Kind == kind)
            return waiting.Task;
        var operation = new Operation(kind, cancel.CanBeCanceled);
        var predecessor = last;
        last = operation;
        return operation.Task = RunAsync(operation, predecessor, cancel);
    }

    private async Task RunAsync(Operation operation, Operation? predecessor, CancellationToken cancel)
    {
        try
        {
            // A turn later, so that everything which this turn still changes and asks for is in the same write.
            await Task.CompletedTask.ConfigureAwait(
                ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (predecessor is not null)
                await predecessor.Task.ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            operation.Begun = true;
            cancel.ThrowIfCancellationRequested();
            switch (operation.Kind)
            {
                case Kind.Read when predecessor is { Task.IsCompletedSuccessfully: true }:
                    break; // what is here is what is stored
                case Kind.Read:
                    await storage.ReadStateAsync(name, activation.GrainId, record);
                    record.State ??= StateActivator<TState>.Create();
                    loaded = true;
                    break;
                case Kind.Write:
                    await storage.WriteStateAsync(name, activation.GrainId, record);
                    break;
                default:
                    await storage.ClearStateAsync(name, activation.GrainId, record);
                    record.State ??= StateActivator<TState>.Create();
                    break;
            }
        }
        catch (InconsistentStateException exception)
        {
            exception.Origin ??= activation;
            throw;
        }
        catch (Exception exception) when (exception is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name} during {operation.Kind}State of {name} of "
                + $"{activation.GrainId}: {exception.Message}",
                exception);
        }
        finally
        {
            if (ReferenceEquals(last, operation))
                last = null;
        }
    }

    private sealed class Operation(Kind kind, bool cancellable)
    {
        public Kind Kind => kind;

        public bool Cancellable => cancellable;

        public bool Begun { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
