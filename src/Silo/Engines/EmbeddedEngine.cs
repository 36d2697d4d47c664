global using ChosenEngine = Silo.Engines.EmbeddedEngine;

using Grains.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Silo.Engines;

/// <summary>
/// Grains in this process, on the storage that is registered. Exceptions stay in the process as they are, so that storage's own need
/// no translation, and grain calls no filter for it.
/// </summary>
internal static class EmbeddedEngine
{
    public static void Use(IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.AddReminders();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
        silo.Services.AddSingleton<ISiloView, EmbeddedSiloView>();
    });
}
