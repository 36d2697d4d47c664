global using ChosenEngine = Silo.Engines.OrleansEngine;

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Grains.Operations;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Silo.Cluster;
using Silo.Engines.Clustering;
using Silo.Health;

namespace Silo.Engines;

/// <summary>Microsoft Orleans: one silo on this machine, or a process of a cluster.</summary>
internal static class OrleansEngine
{
    /// <summary>By this name Orleans finds the driver of PostgreSQL.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>
    /// Three missed probes make a suspect, and of two silos one vote is enough (Orleans asks for no more than half of those that are
    /// left): a dead silo's grains move after some seven seconds, where Orleans' own five-second probes would need seventeen.
    /// </summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How soon a front end notices a silo that is new, or that the others have given up while it still holds connections.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(3);

    /// <summary>Rows of silos that are long gone only make the table longer.</summary>
    private static readonly TimeSpan DefunctAfter = TimeSpan.FromDays(1);

    /// <summary>A silo hands its grains over one by one; an orchestrator must wait longer than this.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(120);

    private const int OrleansConnections = 16;
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 10;

    /// <summary>The parts of Orleans that can be given a clock of their own, by the names of their keyed services.</summary>
    private static readonly string[] Housekeeping =
        ["Orleans.SystemTimers", "Orleans.Membership", "Orleans.Messaging", "Orleans.ActivationManagement", "Orleans.GrainDirectory"];

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The storage is not one that several processes share.</exception>
    public static void Check(ClusterSettings cluster, string? database)
    {
        if (!cluster.IsCluster) return;
        if (cluster.Membership == Membership.AdoNet) CheckConnection(cluster.ConnectionString);
        if (database is null) throw ClusterSettings.Refused(
            $"Cluster:Membership={cluster.Membership} with Cluster:Role={cluster.Role} needs a storage that several processes share. "
            + "Set Storage:Provider=Postgres.");
    }

    /// <param name="database">PostgreSQL's connection string where the product is stored there; null for SQLite, which one process has for itself.</param>
    public static void UseSilo(IHostApplicationBuilder builder, ClusterSettings cluster, string? database)
    {
        AddTables(builder.Services, cluster, database);
        if (cluster.IsCluster) builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownTimeout);
        builder.UseOrleans(silo =>
        {
            Join(silo, cluster, database);
            KeepStates(silo, database);
            silo.AddIncomingGrainCallFilter<StorageFaults>();
            silo.Configure<SiloMessagingOptions>(QueueLimits.Set);
            silo.Services.AddSingleton<ISiloView, OrleansSiloView>();

            // Grains and their timers follow the clock of the product; the silo's own watch over itself keeps real time.
            foreach (var part in Housekeeping)
                silo.Services.AddKeyedSingleton(part, TimeProvider.System);
        });
    }

    public static void UseClient(IHostApplicationBuilder builder, ClusterSettings cluster, string database)
    {
        AddTables(builder.Services, cluster, database);
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(static services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddHealthChecks().AddCheck<ClusterConnection>("cluster", tags: [HealthEndpoints.ReadyTag]);
        builder.Services.AddSingleton<ISiloView, OrleansSiloView>();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => Name(options, cluster));
            client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = GatewayRefresh);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = cluster.ResponseTimeout);
            client.AddOutgoingGrainCallFilter<RepeatedCalls>();
            client.UseConnectionRetryFilter<PatientConnection>();
            switch (cluster.Membership)
            {
                case Membership.AdoNet:
                    client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, Where(cluster, database)));
                    break;
                case Membership.Redis:
                    RedisMembership.Use(client, cluster.ConnectionString);
                    break;
                default:
                    client.UseLocalhostClustering(cluster.GatewayPort, cluster.ServiceId, cluster.ClusterId);
                    break;
            }
        });
    }

    private static void Join(ISiloBuilder silo, ClusterSettings cluster, string? database)
    {
        if (cluster.Membership == Membership.Localhost)
        {
            var (siloPort, gatewayPort) = cluster.TakesFreePorts ? FreePorts() : (cluster.SiloPort, cluster.GatewayPort);
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: cluster.ServiceId, clusterId: cluster.ClusterId);
            return;
        }

        silo.Configure<ClusterOptions>(options => Name(options, cluster));
        silo.Configure<EndpointOptions>(options => Listen(options, cluster));
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = cluster.ResponseTimeout);
        silo.Configure<ClusterMembershipOptions>(static options =>
        {
            options.ProbeTimeout = ProbeTimeout;
            options.DefunctSiloExpiration = DefunctAfter;
        });
        if (cluster.Membership == Membership.Redis) RedisMembership.Use(silo, cluster.ConnectionString);
        else silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, Where(cluster, database!)));
    }

    /// <summary>States and reminders that outlive a silo, in tables that all silos share; on SQLite in the product's own.</summary>
    private static void KeepStates(ISiloBuilder silo, string? database)
    {
        if (database is null)
        {
            silo.AddReminders();
            return;
        }

        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, Bounded(database)));
        silo.AddAdoNetGrainStorage(StorageSetup.GrainStorageName, options =>
        {
            (options.Invariant, options.ConnectionString) = (Invariant, Bounded(database));
            options.GrainStorageSerializer = new StateJson();
        });
    }

    /// <summary>Orleans' tables come before Orleans starts.</summary>
    private static void AddTables(IServiceCollection services, ClusterSettings cluster, string? database)
    {
        if (database is null) return;
        var databases = cluster.Membership == Membership.AdoNet ? new[] { Bounded(database), Where(cluster, database) } : [Bounded(database)];
        foreach (var place in databases.Distinct(StringComparer.Ordinal))
            services.AddSingleton<IHostedService>(new OrleansTables(place));
    }

    private static string Where(ClusterSettings cluster, string database) =>
        Bounded(cluster.ConnectionString.Length > 0 ? cluster.ConnectionString : database);

    private static void CheckConnection(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException)
        {
            // Without the cause, which may quote a password.
            throw ClusterSettings.Refused("Cluster:ConnectionString cannot be used: it is not of the form Host=…;Database=…;Username=…;Password=….");
        }
    }

    /// <summary>Orleans' providers share one pool of connections, beside the storage's own, and wait for none for ever.</summary>
    private static string Bounded(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (!parts.ShouldSerialize("Maximum Pool Size")) parts.MaxPoolSize = OrleansConnections;
        if (!parts.ShouldSerialize("Timeout")) parts.Timeout = ConnectSeconds;
        if (!parts.ShouldSerialize("Command Timeout")) parts.CommandTimeout = CommandSeconds;
        return parts.ToString();
    }

    private static void Name(ClusterOptions options, ClusterSettings cluster) =>
        (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId);

    /// <summary>On its advertised address where that is this machine's own, on all where it is somebody else's, such as a router's.</summary>
    private static void Listen(EndpointOptions options, ClusterSettings cluster)
    {
        (options.SiloPort, options.GatewayPort) = (cluster.SiloPort, cluster.GatewayPort);
        if (cluster.AdvertisedAddress is not { } address) return;

        options.AdvertisedIPAddress = address;
        var listen = IsOurs(address) ? address : address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        options.SiloListeningEndpoint = new IPEndPoint(listen, cluster.SiloPort);
        options.GatewayListeningEndpoint = new IPEndPoint(listen, cluster.GatewayPort);
    }

    private static bool IsOurs(IPAddress address) => IPAddress.IsLoopback(address) || NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(static card => card.GetIPProperties().UnicastAddresses)
        .Any(own => own.Address.Equals(address));

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
