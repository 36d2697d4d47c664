using Grains.Accounts;
using Grains.Outcomes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Silo;
using Silo.Cluster;

namespace Micro;

/// <summary>The product's grains, engine and storage, without a web front.</summary>
internal sealed class Product : IAsyncDisposable
{
    private const string Password = "securePassword123";

    private readonly TemporaryFolder folder = new();
    private readonly IHost host;

    private Product(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddGrainsSilo(new SiloSettings(folder.Path, ClusterSettings.Read(builder.Configuration)));
        host = builder.Build();
    }

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<Product> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var product = new Product(settings ?? []);
        await product.host.StartAsync();
        return product;
    }

    /// <summary>An account that is signed in.</summary>
    public async Task<(Guid UserId, string SignInId)> NewUserAsync()
    {
        if (!EmailAddress.TryParse($"{Guid.NewGuid():N}@example.com", out var email)) throw new InvalidOperationException("No address.");
        var account = Of(await Grains.Email(email).SignUpAsync(new SignUp(email, Password, "John Doe", Role.User), default));
        var signIn = Of(await Grains.Email(email).LogInAsync(new LogIn(Password), default));
        return (account.UserId, signIn.RefreshToken.SignInId);
    }

    public static T Of<T>(Outcome<T> outcome) =>
        outcome.IsRefused(out var refusal, out var value) ? throw new InvalidOperationException(refusal.Code) : value;

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        folder.Dispose();
    }
}
