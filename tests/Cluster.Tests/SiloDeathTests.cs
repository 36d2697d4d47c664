using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using Silo.Engines.Clustering;

namespace Cluster.Tests;

/// <summary>Two silos and a front end of Orleans' own test host, and the front end's part that is ours.</summary>
public sealed class SiloDeathTests
{
    [Fact]
    public async Task Calls_that_may_be_repeated_outlive_the_silo_of_their_grain()
    {
        await using var cluster = await StartAsync();
        var grains = Enumerable.Range(0, 20).Select(number => cluster.Client.GetGrain<ICalled>($"called-{number}")).ToArray();
        var before = await Task.WhenAll(grains.Select(grain => grain.ReadAsync(default)));
        var doomed = cluster.Silos[1];
        Assert.Contains(doomed.SiloAddress.ToString(), before);

        await cluster.KillSiloAsync(doomed);
        var after = await Task.WhenAll(grains.Select(grain => grain.ReadAsync(default)));

        Assert.All(after, place => Assert.Equal(cluster.Silos[0].SiloAddress.ToString(), place));
    }

    private static async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(static (_, silo) => silo.Configure<ClusterMembershipOptions>(static options => options.ProbeTimeout = TimeSpan.FromSeconds(1)));
        builder.ConfigureClient(static client =>
        {
            client.Services.AddSingleton(TimeProvider.System);
            client.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(3));
            client.AddOutgoingGrainCallFilter<RepeatedCalls>();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
