using Grains.Chat.Models;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Analytics;

/// <summary>A product whose calendar the test writes: people, experts, and sessions on given days with given lengths, prices and ratings.</summary>
internal sealed class ScriptedMarket : IAsyncDisposable
{
    private ScriptedMarket(ProductHost host, ManualTimeProvider clock)
    {
        Host = host;
        Clock = clock;
    }

    public ProductHost Host { get; }

    public ManualTimeProvider Clock { get; }

    public ILedger Ledger => Host.Services.GetRequiredService<ILedger>();

    public static async Task<ScriptedMarket> OpenAsync(DateTimeOffset start, params (string Name, string Value)[] more)
    {
        var clock = new ManualTimeProvider(start);
        var settings = new Dictionary<string, string?>
        {
            ["Wallets:SandboxBalance"] = "10000",
            ["Tokens:Lifetime"] = "1.00:00:00",
            ["Chat:IdleGrace"] = "08:00:00",
            ["Storage:CatchUpInterval"] = "7.00:00:00",
            ["Limits:marketplace.calls:Permits"] = "1000000",
            ["Limits:marketplace.messages:Permits"] = "1000000",
            ["Limits:marketplace.demos:Permits"] = "1000000",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return new ScriptedMarket(
            await ProductHost.StartAsync(new ProductSetup { Settings = settings, Clock = clock, Replace = Patient }), clock);
    }

    public async Task<Person> NewPersonAsync(string role = "user")
    {
        var user = await Host.Client.NewUserAsync(role);
        return new Person(this, user);
    }

    /// <summary>A published clone of the creator's.</summary>
    public static async Task<Guid> PublishAsync(Person creator, string name, string category, decimal basePrice, object? pricing = null)
    {
        var created = await creator.PostAsync("/api/v1/clones", new { name, description = $"{name} explains", category, base_price = basePrice, pricing, personality = "Patient.", bio = "Knows it all." });
        Assert.True(created.IsSuccess, created.ToString());
        var clone = created.Json.GetProperty("clone_id").GetGuid();
        Assert.Equal(200, (await creator.PostAsync($"/api/v1/clones/{clone}/publish")).Status);
        return clone;
    }

    /// <summary>Goes forward to a moment.</summary>
    public void GoTo(int year, int month, int day, int hour = 10) =>
        Clock.Leap(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());

    /// <summary>What the clone's owner was paid for a session, from the ledger's entries.</summary>
    public async Task<long> EarnedAsync(Guid creator, Func<LedgerEntry, bool>? of = null)
    {
        var sum = 0L;
        IReadOnlyList<LedgerEntry> page;
        for (var before = long.MaxValue; ; before = page[^1].Number)
        {
            page = await Ledger.ListEntriesAsync($"earnings-{creator:N}", before, 1_000, default);
            if (page.Count == 0) return sum;
            sum += page.Where(entry => entry.Kind == "charge" && of?.Invoke(entry) != false).Sum(entry => entry.AmountMicros);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A clock that is moved by weeks while calls are under way must not let them time out.</summary>
    private static void Patient(IServiceCollection services)
    {
        services.AddSingleton<IAnswerer>(new ScriptedAnswerer());
        services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromDays(40));
        services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = TimeSpan.FromDays(40);
            collection.ActivationTimeout = TimeSpan.FromDays(40);
            collection.DeactivationTimeout = TimeSpan.FromDays(40);
        });
    }
}
