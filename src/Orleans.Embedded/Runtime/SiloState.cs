namespace Orleans.Runtime;

/// <summary>How far the host has stopped.</summary>
internal enum SiloState
{
    /// <summary>Everyone may call.</summary>
    Running,

    /// <summary>Running requests end; only grains may call.</summary>
    Draining,

    /// <summary>Activations end; only grains may call, and only what is active.</summary>
    Deactivating,

    /// <summary>Nobody may call.</summary>
    Stopped,
}
