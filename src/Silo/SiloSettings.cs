using Silo.Cluster;

namespace Silo;

/// <param name="DataFolder">Where what this process keeps in files is; absolute.</param>
/// <param name="Cluster">Which processes this one works with.</param>
public sealed record SiloSettings(string DataFolder, ClusterSettings Cluster);
