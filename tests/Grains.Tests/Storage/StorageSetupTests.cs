using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Grains.Tests.Storage;

public sealed class StorageSetupTests : IDisposable
{
    private readonly string directory = TemporaryDirectory.Create();

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_host_opens_the_storage_and_closes_it_with_itself()
    {
        using (var host = Build())
        {
            await host.StartAsync();
            await host.Services.GetRequiredService<ILedger>().PostAsync(
                [new Posting("g", "system:grants", "wallet-a", 5, "grant", "")], DateTimeOffset.UnixEpoch, default);
            Assert.Same(host.Services.GetRequiredService<IEventLog>(), host.Services.GetRequiredService<IEventLog>());
            Assert.Equal(1, host.Services.GetRequiredService<StorageCounters>().Commits);
            await host.StopAsync();
        }

        using var again = Build();
        await again.StartAsync();
        Assert.Equal(5, (await again.Services.GetRequiredService<ILedger>().GetAccountAsync("wallet-a", default)).BalanceMicros);
    }

    [Fact]
    public async Task A_host_on_a_directory_in_use_does_not_start()
    {
        using var first = Build();
        await first.StartAsync();
        using var second = Build();

        await Assert.ThrowsAsync<DataDirectoryInUseException>(() => second.StartAsync());
    }

    [Fact]
    public async Task Projections_are_found_among_the_services()
    {
        var projection = new CountingProjection("notes", 1, "a");
        using var host = Build(services => services.AddSingleton<IProjection>(projection));

        await host.StartAsync();

        Assert.Equal(1, projection.Resets);
    }

    private IHost Build(Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure?.Invoke(builder.Services);
        builder.Services.AddSqliteStorage(directory);
        return builder.Build();
    }
}
