global using ChosenEngine = Silo.Engines.OrleansEngine;

using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Silo.Engines;

/// <summary>Microsoft Orleans, one silo on this machine, on the product's own storage and reminder table.</summary>
internal static class OrleansEngine
{
    public static void Use(IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.AddReminders();
        silo.AddIncomingGrainCallFilter<StorageFaults>();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
    });
}
