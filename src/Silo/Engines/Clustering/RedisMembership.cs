namespace Silo.Engines.Clustering;

/// <summary>Membership in Redis, for builds that have its package (<c>-p:OrleansRedis=true</c>, the default).</summary>
internal static class RedisMembership
{
#if ORLEANS_REDIS
    public static void Use(ISiloBuilder silo, string connection) => Microsoft.Extensions.Hosting.RedisClusteringISiloBuilderExtensions.UseRedisClustering(silo, connection);

    public static void Use(IClientBuilder client, string connection) => Microsoft.Extensions.Hosting.RedisClusteringIClientBuilderExtensions.UseRedisClustering(client, connection);
#else
    public static void Use(ISiloBuilder silo, string connection) => throw LeftOut();

    public static void Use(IClientBuilder client, string connection) => throw LeftOut();

    private static Exception LeftOut() =>
        Cluster.ClusterSettings.Refused("This build left Redis out (-p:OrleansRedis=false). Set Cluster:Membership=AdoNet, or build it with Redis.");
#endif
}
