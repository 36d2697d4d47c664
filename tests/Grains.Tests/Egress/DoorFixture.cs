using Grains.Egress;
using Grains.Outcomes;
using Grains.Testing;
using Grains.Testing.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Egress;

/// <summary>The real door on a web of the test's own.</summary>
internal sealed class DoorFixture : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private DoorFixture(TestWeb web, ServiceProvider services)
    {
        Web = web;
        this.services = services;
    }

    public TestWeb Web { get; }

    public ManualTimeProvider Clock { get; private init; } = new();

    public IOutboundDoor Door => services.GetRequiredService<IOutboundDoor>();

    public static async Task<DoorFixture> StartAsync(RequestDelegate answer, params (string Key, string Value)[] settings)
    {
        var web = await TestWeb.StartAsync(answer);
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                .Build())
            .AddSingleton<TimeProvider>(clock)
            .AddEgress();
        web.Use(services);
        return new DoorFixture(web, services.BuildServiceProvider()) { Clock = clock };
    }

    public Task<Outcome<OutboundAnswer>> GetAsync(string url, int redirects = 3, int maxBytes = 100_000) =>
        Door.SendAsync(
            new OutboundRequest(HttpMethod.Get, new Uri(url), TimeSpan.FromSeconds(10), maxBytes) { MaxRedirects = redirects },
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Web.DisposeAsync();
    }
}
