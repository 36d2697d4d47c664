using Orleans.Runtime.Calls;
using Orleans.Runtime.Streams;
using Orleans.Runtime.Timers;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime.Activations;

/// <summary>One activation of a grain: its instance, its turns, its requests and its life from creation to end.</summary>
internal sealed class Activation : CallTarget, IDelayableGrainContext, ICallChainReentrantGrainContext, ITurnOwner
{
    private readonly ActivationLife life;
    private readonly IdleClock idle = new();
    private readonly RequestLimits limits;
    private Dictionary<Type, object>? components;
    private ActivationId activationId;
    private GrainReference? reference;
    private StreamTable? streams;
    private TaskCompletionSource? rested;

    public Activation(SiloRuntime runtime, GrainClass grainClass, GrainId id, WorkerPool? pool)
        : base(id)
    {
        Runtime = runtime;
        Class = grainClass;
        Pool = pool;
        Turns = new TurnQueue(this, runtime.TurnScheduler);
        Requests = new RequestQueue(grainClass);
        life = new ActivationLife(this);
        limits = pool is null ? runtime.LimitsOfGrains : runtime.LimitsOfWorkers;
    }

    /// <summary>Stands for an object outside of grains; it is held weakly.</summary>
    public Activation(SiloRuntime runtime, GrainClass grainClass, GrainId id, WeakReference<IGrainObserver> observer)
        : this(runtime, grainClass, id, pool: null) => life = new ActivationLife(this, observer);

    public SiloRuntime Runtime { get; }

    public GrainClass Class { get; }

    /// <summary>The pool of a stateless worker.</summary>
    public WorkerPool? Pool { get; }

    public TurnQueue Turns { get; }

    public RequestQueue Requests { get; }

    public ActivationState State => life.State;

    public object? GrainInstance => life.Instance;

    public bool HasIncomingFilters => Runtime.IncomingFilters.Length > 0 || Class.IsIncomingFilter;

    public TimerTable Timers => field ??= new TimerTable();

    public StreamTable Streams => streams ??= new StreamTable(this);

    public bool HasStreams => streams is not null;

    public IdleClock Idle => idle;

    public GrainReference GrainReference => reference ??= Runtime.References.CreateUntyped(GrainId);

    public ActivationId ActivationId
    {
        get
        {
            if (activationId.IsDefault)
                activationId = ActivationId.NewId();
            return activationId;
        }
    }

    public IServiceProvider ActivationServices => life.Services;

    public IGrainLifecycle ObservableLifecycle => life.Lifecycle;

    public IWorkItemScheduler Scheduler => Turns;

    public Task Deactivated => life.Ended;

    IGrainContext? ITurnOwner.Context => life.IsObserver ? null : this;

    public override bool TryEnqueue(Call call)
    {
        var wake = false;
        var refused = false;
        int before;
        lock (Turns.Gate)
        {
            if (life.State == ActivationState.Closed)
                return false;
            before = Requests.Total;
            if (before > limits.Lowest && limits.Refuses(call, before))
            {
                refused = true;
            }
            else
            {
                var waits = life.State == ActivationState.Valid && Requests.WouldWaitLocked(call);
                Requests.AddLocked(call);
                wake = !waits && Turns.SignalLocked();
            }
        }

        if (wake)
            Turns.Wake();
        if (before > limits.Lowest)
            limits.OnTooMany(this, call, before, refused);
        return true;
    }

    public void Pump()
    {
        if (life.State == ActivationState.Valid)
            new RequestPump(this).Run();
        else
            life.Advance();
    }

    /// <summary>A request that did not end at once has ended.</summary>
    public void OnCallEnded(Call call)
    {
        if (call.IsKeepAlive)
            idle.Touch();
        bool wake;
        lock (Turns.Gate)
        {
            Requests.EndLocked(call);
            RestLocked();
            wake = (Requests.Waiting > 0 || life.State == ActivationState.Deactivating) && Turns.SignalLocked();
        }

        if (wake)
            Turns.Wake();
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        life.Deactivate(deactivationReason, onlyIfIdle: false);

    /// <summary>Ends it at once, with no turn of its own: the object that it stands for takes no more calls.</summary>
    public void Forget() => life.Forget();

    /// <summary>Gives up an activation that hangs: its successor may start although it has not ended.</summary>
    public void Abandon(DeactivationReason reason) => life.Abandon(reason);

    /// <summary>Completes when no request waits or runs.</summary>
    public Task WhenRestedAsync()
    {
        lock (Turns.Gate)
        {
            if (Requests.IsEmpty)
                return Task.CompletedTask;
            return (rested ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Something has ended; the gate is held.</summary>
    public void RestLocked()
    {
        if (rested is null || !Requests.IsEmpty)
            return;
        rested.TrySetResult();
        rested = null;
    }

    /// <summary>The calls that wait, and those that run.</summary>
    public (Call[] Waiting, Call[] Running) Snapshot()
    {
        lock (Turns.Gate)
            return (Requests.WaitingLocked(), Requests.RunningLocked());
    }

    public void FailAll(Exception exception)
    {
        var (waiting, running) = Snapshot();
        foreach (var call in waiting.Concat(running))
            call.TryFail(exception);
    }

    /// <summary>Finds late and slow calls, and ends the activation if it is idle or hangs, or the object that it stands for is gone.</summary>
    public void Sweep(SweepPass pass)
    {
        if (!Requests.IsEmpty)
            new ActivationSweep(this, pass).Run();
        if (HasStreams)
            Streams.Sweep(Runtime.ResponseTimeout, pass.Now);
        var over = idle.IsOver(Class.CollectionAge ?? TimeSpan.MaxValue, pass.Now, Runtime.Time);
        if (pass.Collects && over && Class.CollectionAge is not null)
            life.Deactivate(
                new(DeactivationReasonCode.ActivationIdle, "Nobody has called it for its collection age."), onlyIfIdle: true);
        if (life.IsObserver && GrainInstance is null)
            life.Forget();
    }

    public void DelayDeactivation(TimeSpan timeSpan) => idle.Delay(timeSpan, Runtime.Time);

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        bool wake;
        lock (Turns.Gate)
        {
            Requests.EnterChainLocked(reentrancyId);
            wake = Requests.Waiting > 0 && Turns.SignalLocked();
        }

        if (wake)
            Turns.Wake();
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        lock (Turns.Gate)
            Requests.ExitChainLocked(reentrancyId);
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        components ??= [];
        if (value is null)
            components.Remove(typeof(TComponent));
        else
            components[typeof(TComponent)] = value;
    }

    public object? GetTarget() => GrainInstance;

    public object? GetComponent(Type componentType) =>
        componentType.IsInstanceOfType(GrainInstance) ? GrainInstance : components?.GetValueOrDefault(componentType);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"[{Class.Class.Name} {GrainId} {State}]";
}
