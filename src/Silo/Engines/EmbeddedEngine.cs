global using ChosenEngine = Silo.Engines.EmbeddedEngine;

using Grains.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Silo.Engines;

/// <summary>Grains in this process, on the storage that is registered.</summary>
internal static class EmbeddedEngine
{
    public static void Use(IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.AddReminders();
        silo.AddIncomingGrainCallFilter<StorageFaults>();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
        silo.Services.AddSingleton<ISiloView, EmbeddedSiloView>();
    });
}
