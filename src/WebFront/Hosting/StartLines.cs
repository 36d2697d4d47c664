using Grains.Notifications;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebFront.Hosting;

/// <summary>What a person who starts the product reads first: version, addresses, data folder.</summary>
internal sealed class StartLines(
    IServer server, ProductSettings settings, IHostApplicationLifetime lifetime, IHostEnvironment environment, IServiceProvider services) : IHostedService
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
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
            Console.WriteLine($"  listening on  {address}");
        Console.WriteLine($"  data in       {settings.DataFolder}");
        if (services.GetService<IMailOutbox>() is { } outbox)
        {
            Console.WriteLine($"  mails in      {outbox.Folder}");
            if (environment.IsDevelopment()) Console.WriteLine($"  read them     {addresses.FirstOrDefault()?.TrimEnd('/')}{OutboxEndpoint.Path}");
        }

        Console.WriteLine("  stop with     Ctrl+C");
    }
}
