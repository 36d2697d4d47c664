using Grains.Testing;

namespace WebFront.Tests;

/// <summary>One product for the tests of a class; each test makes its own account in it.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private ProductHost? host;

    public ProductHost Host => host ?? throw new InvalidOperationException("The product has not been started.");

    public ProductClient Client => Host.Client;

    public async Task InitializeAsync() => host = await ProductHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
