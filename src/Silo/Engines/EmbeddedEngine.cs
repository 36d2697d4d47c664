global using ChosenEngine = Silo.Engines.EmbeddedEngine;

using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Silo.Cluster;

namespace Silo.Engines;

/// <summary>Grains in this process, on the storage that is registered.</summary>
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
        silo.AddIncomingGrainCallFilter<StorageFaults>();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
    });

    public static void UseClient(IHostApplicationBuilder builder, ClusterSettings cluster, string database) => Check(cluster, database);
}
