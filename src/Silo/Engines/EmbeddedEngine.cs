global using ChosenEngine = Silo.Engines.EmbeddedEngine;

using Grains.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Silo.Cluster;

namespace Silo.Engines;

/// <summary>
/// Grains in this process, on the storage that is registered. Exceptions stay in the process as they are, so that storage's own need
/// no translation, and grain calls no filter for it.
/// </summary>
internal static class EmbeddedEngine
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings ask for more than one process.</exception>
    public static void Check(ClusterSettings cluster, string? database)
    {
        if (!cluster.IsCluster) return;
        throw ClusterSettings.Refused(
            $"This build runs all grains in one process, so Cluster:Membership={cluster.Membership} with Cluster:Role={cluster.Role} is not for it. "
            + "Build it with -p:Engine=Orleans for a cluster.");
    }

    public static void UseSilo(IHostApplicationBuilder builder, ClusterSettings cluster, string? database) => builder.UseOrleans(silo =>
    {
        silo.AddReminders();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
        silo.Services.AddSingleton<ISiloView, EmbeddedSiloView>();
    });

    public static void UseClient(IHostApplicationBuilder builder, ClusterSettings cluster, string database) => Check(cluster, database);
}
