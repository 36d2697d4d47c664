using System.Globalization;
using Grains.Storage;
using Grains.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Cluster.Tests;

/// <summary>A real cluster on this machine: PostgreSQL, two silo processes and a front end that hosts no grains.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    public const decimal Balance = 100m;

    private readonly PostgresTestDatabase database;

    private TwoSilos(PostgresTestDatabase database)
    {
        this.database = database;
        var clusterId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Silos = [NewSilo(clusterId), NewSilo(clusterId)];
        Front = new ClusterProcess("WebFront", Settings(clusterId, ("Cluster:Role", "Client")));
    }

    public IReadOnlyList<ClusterProcess> Silos { get; }

    public ClusterProcess Front { get; }

    public static async Task<TwoSilos> StartAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var cluster = new TwoSilos(await server.CreateDatabaseAsync());

        // At once, as an orchestrator does: none may mind that another is not there yet.
        await Task.WhenAll(cluster.Silos.Append(cluster.Front).Select(process => process.StartAsync()));
        return cluster;
    }

    public async Task<LedgerProof> ProveAsync() => await WithLedgerAsync(ledger => ledger.ProveAsync(CancellationToken.None));

    /// <summary>What the creator of the load's clone was paid, each charge by itself.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> ListChargesAsync() => await WithLedgerAsync(async ledger =>
    {
        var earnings = Assert.Single(await ledger.ListAccountsAsync("earnings-", CancellationToken.None));
        var entries = new List<LedgerEntry>();
        var before = long.MaxValue;
        while (await ledger.ListEntriesAsync(earnings.Name, before, 1_000, CancellationToken.None) is { Count: > 0 } page)
        {
            entries.AddRange(page);
            before = page[^1].Number;
        }

        return entries;
    });

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        foreach (var silo in Silos) await silo.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<T> WithLedgerAsync<T>(Func<ILedger, Task<T>> ask)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddFrontStorage(new StorageOptions(StorageProvider.Postgres, database.ConnectionString));
        await using var provider = services.BuildServiceProvider();
        return await ask(provider.GetRequiredService<ILedger>());
    }

    private ClusterProcess NewSilo(string clusterId) => new("Silo", Settings(
        clusterId,
        ("Cluster:SiloPort", Port()), ("Cluster:GatewayPort", Port()), ("Cluster:AdvertisedAddress", "127.0.0.1")));

    private static string Port() => ClusterProcess.FreePort().ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string> Settings(string clusterId, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = database.ConnectionString,
            ["Cluster:Membership"] = "AdoNet",
            ["Cluster:ClusterId"] = clusterId,
            ["Models:Embedded:TokensPerSecond"] = "200",
            ["Limits:attempts.address:Permits"] = "100000",
            ["Limits:marketplace.calls:Permits"] = "1000000",
            ["Limits:marketplace.messages:Permits"] = "1000000",
            ["Wallets:SandboxBalance"] = Balance.ToString(CultureInfo.InvariantCulture),
            ["Accounts:PasswordIterations"] = "1000",
            ["Seed:Demo"] = "false",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
