namespace Silo.Cluster;

/// <summary>How the processes of a cluster find each other.</summary>
public enum Membership
{
    /// <summary>One silo on this machine; nobody joins it.</summary>
    Localhost,

    /// <summary>By tables in PostgreSQL.</summary>
    AdoNet,

    /// <summary>By a key in Redis.</summary>
    Redis,
}
