using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Observers;
using Orleans.Runtime.Proxies;
using Orleans.Runtime.Turns;
using Orleans.Serialization.Wire;

namespace Orleans.Runtime;

/// <summary>What every part of the engine shares: one for each host. It delivers calls.</summary>
internal sealed class SiloRuntime
{
    private readonly TimeSpan responseTimeout;
    private volatile SiloState state = SiloState.Running;

    public SiloRuntime(
        IServiceProvider services,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        IOptions<EmbeddedOptions> embedded,
        ILogger<SiloRuntime> logger,
        ITurnScheduler turnScheduler,
        TimeProvider time,
        IEnumerable<GrainAssembly> assemblies)
    {
        Services = services;
        Scopes = services.GetRequiredService<IServiceScopeFactory>();
        Time = time;
        TurnScheduler = turnScheduler;
        Messaging = messaging.Value;
        Collection = collection.Value;
        Log = new SiloLog(logger);
        Codec = embedded.Value.CheckMessages ? new MessageCodec(this) : null;
        responseTimeout = Messaging.ResponseTimeout;
        // Whoever makes many silos in one process registers the classes, because looking for them takes longer than all the rest.
        Classes = services.GetService<GrainClasses>()
            ?? new GrainClasses(GrainAssemblies.Discover(assemblies.Select(a => a.Assembly)), Collection);
        LimitsOfGrains = RequestLimits.OfGrains(this, Messaging);
        LimitsOfWorkers = RequestLimits.OfWorkers(this, Messaging);
        Catalog = new GrainCatalog(this);
        References = new GrainReferences(this);
        Observers = new ObserverTable(this);
    }

    public IServiceProvider Services { get; }

    public IServiceScopeFactory Scopes { get; }

    public TimeProvider Time { get; }

    public ITurnScheduler TurnScheduler { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public SiloLog Log { get; }

    /// <summary>The codec that checks every message, or null if messages pass by reference.</summary>
    public MessageCodec? Codec { get; }

    public GrainClasses Classes { get; }

    public GrainCatalog Catalog { get; }

    public GrainReferences References { get; }

    public ObserverTable Observers { get; }

    public TimeSpan ResponseTimeout => responseTimeout;

    public bool CancelsOnTimeout => Messaging.CancelRequestOnTimeout;

    public RequestLimits LimitsOfGrains { get; }

    public RequestLimits LimitsOfWorkers { get; }

    // Made at first use: filters may themselves want the grain factory.
    public IIncomingGrainCallFilter[] IncomingFilters => field ??= [.. Services.GetServices<IIncomingGrainCallFilter>()];

    public IOutgoingGrainCallFilter[] OutgoingFilters => field ??= [.. Services.GetServices<IOutgoingGrainCallFilter>()];

    public SiloState State
    {
        get => state;
        set => state = value;
    }

    /// <summary>Sends a new call; whatever goes wrong ends its caller's wait.</summary>
    public void Send(Call call)
    {
        call.Sender = RuntimeContext.Current as Activation;
        call.Context = RequestContext.Values.Value;
        if (Codec is not null && call.HasArguments && !TryCheckArguments(call))
            return;
        Deliver(call);
    }

    /// <summary>Delivers a call to the activation of its grain, making one if there is none.</summary>
    public void Deliver(Call call)
    {
        var reference = call.Target;
        var target = reference.LastTarget;
        while (true)
        {
            if (state != SiloState.Running && IsRefused(call))
            {
                call.Refuse(new SiloUnavailableException($"The process is stopping and takes no more calls: {call}."));
                return;
            }

            try
            {
                target ??= Catalog.GetOrCreate(reference.GrainId);
            }
            catch (OrleansMessageRejectionException exception)
            {
                call.Refuse(exception);
                return;
            }

            if (target.TryEnqueue(call))
            {
                reference.LastTarget = target;
                return;
            }

            Catalog.Remove(target);
            target = null;
        }
    }

    private bool IsRefused(Call call) => state switch
    {
        SiloState.Draining => call.Sender is null,
        SiloState.Deactivating => call.Sender is null || Catalog.Find(call.Target.GrainId) is null,
        _ => true,
    };

    private bool TryCheckArguments(Call call)
    {
        try
        {
            Codec!.RoundTripArguments(call);
            return true;
        }
        catch (Exception exception) when (!call.IsOneWay)
        {
            // The caller of a one-way method waits for nothing, so to it this is thrown.
            call.TryFail(exception);
            return false;
        }
    }
}
