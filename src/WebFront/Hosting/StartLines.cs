using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebFront.Hosting;

/// <summary>What a person who starts the product reads first: version, addresses, data folder.</summary>
internal sealed class StartLines(IServer server, ProductSettings settings, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        Console.WriteLine($"Grains {ProductVersion.Text}");
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            Console.WriteLine($"  listening on  {address}");
        Console.WriteLine($"  data in       {settings.DataFolder}");
        Console.WriteLine("  stop with     Ctrl+C");
    }
}
