global using ChosenEngine = Silo.Engines.OrleansEngine;

using System.Net;
using System.Net.Sockets;
using Grains.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Silo.Engines;

/// <summary>Microsoft Orleans, one silo on this machine, on the product's own storage and reminder table.</summary>
internal static class OrleansEngine
{
    /// <summary>The parts of Orleans that can be given a clock of their own, by the names of their keyed services.</summary>
    private static readonly string[] Housekeeping =
        ["Orleans.SystemTimers", "Orleans.Membership", "Orleans.Messaging", "Orleans.ActivationManagement", "Orleans.GrainDirectory"];

    public static void Use(IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort);
        silo.AddReminders();
        silo.AddIncomingGrainCallFilter<StorageFaults>();
        silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
        silo.Services.AddSingleton<ISiloView, OrleansSiloView>();

        // Grains and their timers follow the clock of the product; the silo's own watch over itself keeps real time.
        foreach (var part in Housekeeping)
            silo.Services.AddKeyedSingleton(part, TimeProvider.System);
    });

    /// <summary>
    /// Nobody else joins this silo, so its ports need not be known. Orleans shares a port that is taken instead of failing, and
    /// two products on one machine would get each other's connections.
    /// </summary>
    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
