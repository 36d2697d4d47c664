using Grains.Egress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grains.Testing.Web;

/// <summary>
/// A web of the test's own for what goes out by the outbound door: every host has a public address unless the test says otherwise, and
/// every public address leads to one server of this machine. URLs look as users write them: <c>http://shop.example/</c>.
/// </summary>
public sealed class TestWeb : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestNetwork network;

    private TestWeb(WebApplication app, int port)
    {
        this.app = app;
        network = new TestNetwork(port);
    }

    /// <summary>Addresses that were connected to, in order, as <c>address:port</c>.</summary>
    public IReadOnlyList<string> Connections => [.. network.Connections];

    /// <param name="answer">Answers every request; the host asked for is in its <c>Host</c> header.</param>
    public static async Task<TestWeb> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new TestWeb(app, new Uri(address).Port);
    }

    /// <summary>What the look-up of a host gives from now on; nothing means that there is no such host.</summary>
    public void Name(string host, params string[] addresses) => network.Name(host, addresses);

    /// <summary>Puts this web in the place of the machine's network.</summary>
    public void Use(IServiceCollection services) => services.AddSingleton<IOutboundNetwork>(network);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
