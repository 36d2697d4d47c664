using Grains.Seed;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebFront.Hosting;

/// <summary>Tells a person who starts the product what there is to try, once it is there. Written to the console, not to a log.</summary>
internal sealed class DemoLines(IServer server, IDemoContent demo) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await demo.WhenReadyAsync(stoppingToken) is not { } view) return;

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "";
        Console.WriteLine($"  try           {address}/");
        Console.WriteLine($"  demo clone    {view.CloneName}: {address}/api/v1/experts/{view.CloneId}");
        Console.WriteLine($"  demo login    {view.UserEmail} or {view.CreatorEmail} with {view.Password}");
    }
}
