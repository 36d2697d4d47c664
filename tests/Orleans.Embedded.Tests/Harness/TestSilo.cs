using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.Turns;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>A host with the engine on a clock that tests move, storage and reminders in memory, and every message checked.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost host;
    private bool stopped;

    private TestSilo(Action<ISiloBuilder>? configure, MemoryGrainStorage? storage, MemoryReminderTable? reminders)
    {
        Storage = storage ?? new MemoryGrainStorage();
        Reminders = reminders ?? new MemoryReminderTable();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<ITurnScheduler>(Turns);
        builder.Services.AddSingleton(Trace);
        builder.Services.AddSingleton(Gates);
        builder.Services.AddSingleton<IReminderTable>(Reminders);
        builder.Services.AddGrainStorage("memory", (_, _) => Storage);
        builder.Services.Configure<EmbeddedOptions>(o => o.CheckMessages = true);
        builder.UseOrleans(silo =>
        {
            silo.AddReminders();
            configure?.Invoke(silo);
        });
        host = builder.Build();
    }

    public ManualTime Time { get; } = new();

    public QuietTurnScheduler Turns { get; } = new();

    public Trace Trace { get; } = new();

    public TestLog Log { get; } = new();

    public Gates Gates { get; } = new();

    public MemoryGrainStorage Storage { get; }

    public MemoryReminderTable Reminders { get; }

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public SiloRuntime Runtime => host.Services.GetRequiredService<SiloRuntime>();

    public static async Task<TestSilo> StartAsync(
        Action<ISiloBuilder>? configure = null, MemoryGrainStorage? storage = null, MemoryReminderTable? reminders = null)
    {
        var silo = new TestSilo(configure, storage, reminders);
        await silo.host.StartAsync();
        return silo;
    }

    public TGrain Grain<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => Grains.GetGrain<TGrain>(key);

    /// <summary>Waits until no grain has anything more to do at this moment.</summary>
    public Task QuietAsync() => Turns.WhenQuietAsync();

    /// <summary>Moves the clock, letting grains finish what each due time brings.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        await QuietAsync();
        var limit = Time.GetUtcNow() + span;
        while (Time.TryStep(limit))
            await QuietAsync();
    }

    public Task AdvanceAsync(double seconds) => AdvanceAsync(TimeSpan.FromSeconds(seconds));

    public async Task StopAsync()
    {
        stopped = true;
        await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Gates.OpenAll();
        await QuietAsync();
        if (!stopped)
            await StopAsync();
        host.Dispose();
    }
}
