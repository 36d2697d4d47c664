using Grains.Chat;
using Grains.Clones;
using Grains.Egress;
using Grains.Knowledge;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Reminders;
using Orleans.Runtime.Timers;
using Orleans.Storage;
using Orleans.Timers;
using Simulation.Tests.Defects;
using Simulation.Tests.Engine;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Hosting;

/// <summary>The product's grains on the embedded engine in a process of the world: everything that a silo has but a container and a socket.</summary>
internal sealed class SimulatedSilo
{
    private readonly LinkedList<Action> waiting = [];
    private readonly SiloHost host;
    private readonly SiloLifetime lifetime = new();

    public SimulatedSilo(World world, string name, Disk disk, Defect defect)
    {
        Process = new Process(world, name);
        defect.Spoil(Process);
        var logs = new SiloLogs(Process);
        var ledger = new SimulatedLedger(Process, disk);
        var log = defect.Wrap(new SimulatedEventLog(Process, disk), ledger);
        var services = new SiloServices(logs);
        services
            .Add(SiloSettings.Classes)
            .Add<TimeProvider>(Process.Clock)
            .Add(log)
            .Add<ILedger>(ledger)
            .AddKeyed<IGrainStorage>(StorageSetup.GrainStorageName, new SimulatedGrainStorage(Process, disk))
            .Add<IReminderTable>(new SimulatedReminderTable(Process, disk))
            .Add<ITimerRegistry>(new TimerRegistry())
            .Add<IHostApplicationLifetime>(lifetime)
            .Add(defect.Wrap(new SimulatedAnswerer(Process)))
            .Add(new CloneLog(log))
            .Add<IKnowledgeStore>(new NoDocuments(disk.Book))
            .Add<IBlobStore>(NoBlobs.Instance)
            .Add<IOutboundDoor>(new NoWeb())
            .Add(SiloSettings.Files)
            .Add(defect.Chat)
            .Add(SiloSettings.Wallets)
            .Add(SiloSettings.Accounts)
            .Add(SiloSettings.Knowledge)
            .Add(SiloSettings.Limits)
            .Add(SiloSettings.Embeddings)
            .Add<IEnumerable<IIncomingGrainCallFilter>>([.. defect.Filters(disk.Book)]);
        services.Add(new KnowledgeIndexCache(services.GetRequiredService<IKnowledgeStore>(), SiloSettings.Embeddings, SiloSettings.Knowledge));
        var runtime = new SiloRuntime(
            services, SiloSettings.Messaging, SiloSettings.CollectionOptions, SiloSettings.Engine, logs.CreateLogger<SiloRuntime>(), Process, Process.Clock, []);
        Grains = new ClusterClient(runtime);
        var reminders = new LocalReminders(runtime, services, Grains, SiloSettings.Reminders);
        services
            .Add(runtime)
            .Add(Grains)
            .Add<IReminderRegistry>(new ReminderRegistry(services, reminders, SiloSettings.Reminders));
        host = new SiloHost(runtime, new Sweeper(runtime, SiloSettings.Engine), SiloSettings.Engine, [reminders]);
    }

    public Process Process { get; }

    public IGrainFactory Grains { get; }

    /// <summary>Whether it takes calls.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Whether another silo has taken its place though it still runs.</summary>
    public bool IsZombie { get; set; }

    /// <param name="failed">Called where it could not start: then its supervisor makes another one.</param>
    public void Start(Action failed) => Process.Run(async () =>
    {
        try
        {
            await host.StartAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            Process.World.Say($"{Process.Name} does not start: {failure.GetType().Name}");
            failed();
            return;
        }

        Process.World.Say($"{Process.Name} is up");
        IsUp = true;
        await SessionRecoveryService.SweepAsync(Grains, Process.Clock, new SiloLogs(Process), lifetime.ApplicationStopping);
    });

    /// <summary>As kill -9: nothing of it ever runs again, and whoever waits for it hears that the connection broke.</summary>
    public void Kill()
    {
        if (Process.IsGone) return;
        Process.World.Say($"{Process.Name} is killed");
        IsUp = false;
        Process.Kill();
        foreach (var end in waiting.ToArray()) end();
    }

    /// <summary>Makes a call from outside; it ends when the silo dies, as a connection does.</summary>
    public Task<T> CallAsync<T>(Func<IGrainFactory, Task<T>> call, TimeSpan? patience = null)
    {
        if (!IsUp) return Task.FromException<T>(new SiloUnavailableException("There is no silo to connect to."));
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = waiting.AddLast(() => answer.TrySetException(new SiloUnavailableException("The connection broke.")));
        _ = PassAsync(call, answer, entry);
        if (patience is { } limit)
            Process.Clock.CreateTimer(_ => answer.TrySetException(new TimeoutException()), null, limit, Timeout.InfiniteTimeSpan);
        return answer.Task;
    }

    private async Task PassAsync<T>(Func<IGrainFactory, Task<T>> call, TaskCompletionSource<T> answer, LinkedListNode<Action> entry)
    {
        try
        {
            answer.TrySetResult(await call(Grains));
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }

        waiting.Remove(entry);
    }
}
