namespace Silo.Cluster;

/// <summary>What a front end is in its cluster.</summary>
public enum ProcessRole
{
    /// <summary>It hosts grains as well.</summary>
    Both,

    /// <summary>It hosts none and calls those of the silos.</summary>
    Client,
}
