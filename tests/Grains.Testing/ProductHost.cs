using Grains.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebFront.Hosting;

namespace Grains.Testing;

/// <summary>
/// The real product on a free port of this machine, with a data folder of its own that goes with it. The engine checks every
/// message: one that cannot cross a process boundary fails the test. With <c>GRAINS_TEST_STORAGE=Postgres</c> it keeps in a database
/// of its own what it would keep in the folder.
/// </summary>
public sealed class ProductHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsFolder;
    private readonly PostgresFolders? postgres;
    private Task? stopped;

    private ProductHost(WebApplication app, string dataFolder, bool ownsFolder, PostgresFolders? postgres, RecordedLog log)
    {
        this.app = app;
        this.postgres = postgres;
        this.ownsFolder = ownsFolder;
        DataFolder = dataFolder;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new ProductClient(Address);
    }

    public Uri Address { get; }

    public string DataFolder { get; }

    public RecordedLog Log { get; }

    public ProductClient Client { get; }

    public IServiceProvider Services => app.Services;

    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    /// <param name="dataFolder">The folder of an earlier host, to start again on what it left; null for a new one.</param>
    public static async Task<ProductHost> StartAsync(ProductSetup? setup = null, string? dataFolder = null)
    {
        AppContext.SetSwitch("Orleans.Embedded.CheckMessages", true);
        setup ??= new ProductSetup();
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("grains-test-").FullName;
        var log = new RecordedLog();
        var postgres = setup.Storage == ProductStorage.Postgres ? PostgresFolders.Shared : null;
        var storage = postgres is null ? [] : await postgres.SettingsAsync(folder);
        string[] args = ["--urls", setup.Urls, "--data", folder, "--environment", setup.Environment];
        var app = WebFrontHost.Build(args, builder => Adjust(builder, setup, storage), services => Replace(services, setup, log));
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ProductHost(app, folder, dataFolder is null, postgres, log);
    }

    /// <summary>Stops in an orderly way and leaves the data folder to whoever starts on it next.</summary>
    public Task StopAsync() => stopped ??= StopOnceAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!ownsFolder) return;

        if (Directory.Exists(DataFolder)) Directory.Delete(DataFolder, recursive: true);
        if (postgres is not null) await postgres.RemoveAsync(DataFolder);
    }

    private async Task StopOnceAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void Adjust(WebApplicationBuilder builder, ProductSetup setup, Dictionary<string, string?> storage)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // Few rounds, so that tests spend their time on something else; and all tests come from one address.
            ["Accounts:PasswordIterations"] = "1000",
            ["Limits:attempts.address:Permits"] = "1000000",
            // A test makes what it needs itself.
            ["Seed:Demo"] = "false",
        });
        builder.Configuration.AddInMemoryCollection(storage);
        builder.Configuration.AddInMemoryCollection(setup.Settings);
    }

    private static void Replace(IServiceCollection services, ProductSetup setup, RecordedLog log)
    {
        services.AddSingleton<ILoggerProvider>(log);
        if (setup.Clock is { } clock) services.AddSingleton(clock);
        setup.Replace?.Invoke(services);
    }
}
