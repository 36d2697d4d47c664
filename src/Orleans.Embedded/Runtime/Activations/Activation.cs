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
    private readonly int hardLimit;
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
        hardLimit = pool is null ? runtime.HardLimit : runtime.HardLimitOfWorkers;
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

    public override IReadOnlyList<Activation> Activations => [this];

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
        bool wake;
        lock (Turns.Gate)
        {
            if (life.State == ActivationState.Closed)
                return false;
            if (hardLimit > 0 && Requests.Waiting >= hardLimit && !call.IsLocalOnly)
            {
                wake = false;
                call.TryFail(new LimitExceededException(
                    nameof(Configuration.SiloMessagingOptions.MaxEnqueuedRequestsHardLimit), Requests.Waiting, hardLimit, call));
                return true;
            }

            var waits = life.State == ActivationState.Valid && Requests.WouldWaitLocked(call);
            Requests.AddLocked(call);
            wake = !waits && Turns.SignalLocked();
        }

        if (wake)
            Turns.Wake();
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

    public int PendingCount => Requests.Waiting + Requests.Running;

    /// <summary>The calls that wait or run.</summary>
    public Call[] Pending()
    {
        lock (Turns.Gate)
            return [.. Requests.WaitingLocked(), .. Requests.RunningLocked()];
    }

    public void FailAll(Exception exception)
    {
        foreach (var call in Pending())
            call.TryFail(exception);
    }

    /// <summary>Adds calls whose time is up to <paramref name="late"/>, and ends the activation if it is idle or hangs.</summary>
    public void Sweep(long now, bool collect, ref List<Call>? late)
    {
        if (PendingCount > 0)
            new ActivationSweep(this, now).Run(ref late);
        if (HasStreams)
            Streams.Sweep(Runtime.ResponseTimeout, now);
        var over = idle.IsOver(Class.CollectionAge ?? TimeSpan.MaxValue, now, Runtime.Time);
        if (collect && over && Class.CollectionAge is not null)
            life.Deactivate(
                new(DeactivationReasonCode.ActivationIdle, "Nobody has called it for its collection age."), onlyIfIdle: true);
    }

    public void DelayDeactivation(TimeSpan timeSpan) => idle.Delay(timeSpan, Runtime.Time);

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        lock (Turns.Gate)
            Requests.EnterChainLocked(reentrancyId);
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
