namespace Orleans.Configuration;

/// <summary>The names of the deployment.</summary>
public class ClusterOptions
{
    /// <summary>The name of this cluster.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The name of the service, which outlives clusters.</summary>
    public string ServiceId { get; set; } = "default";
}
