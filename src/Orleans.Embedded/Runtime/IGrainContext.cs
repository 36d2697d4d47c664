using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>An activation of a grain.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance of the grain class, once it is created.</summary>
    object? GrainInstance { get; }

    /// <summary>This activation's identity.</summary>
    ActivationId ActivationId { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>The stages of activation and deactivation.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Runs work on this activation's turns.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when this activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Attaches a component, or removes it.</summary>
    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    /// <summary>Ends this activation once its running requests have ended.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Runs work on an activation's turns.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Queues an action.</summary>
    void QueueAction(Action action);

    /// <summary>Queues a task that has not been started.</summary>
    void QueueTask(Task task);

    /// <summary>Queues an action with its state.</summary>
    void QueueAction(Action<object> action, object state);
}

/// <summary>Gives the activation whose turn is running.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation whose turn is running.</summary>
    IGrainContext GrainContext { get; }
}

/// <summary>An activation whose collection can be delayed.</summary>
internal interface IDelayableGrainContext : IGrainContext
{
    void DelayDeactivation(TimeSpan timeSpan);
}

/// <summary>An activation that lets calls of its own call chain in.</summary>
internal interface ICallChainReentrantGrainContext
{
    void OnEnterReentrantSection(Guid reentrancyId);

    void OnExitReentrantSection(Guid reentrancyId);
}
