namespace Orleans;

/// <summary>The kinds of reasons for which an activation ends.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>None given.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>The activation could not be created.</summary>
    ActivationFailed,

    /// <summary>The directory failed.</summary>
    DirectoryFailure,

    /// <summary>It was idle for its collection age.</summary>
    ActivationIdle,

    /// <summary>A request has been running for too long.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the same grain exists.</summary>
    DuplicateActivation,

    /// <summary>It does not understand a request.</summary>
    IncompatibleRequest,

    /// <summary>The grain's own error.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>It moves to another process.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}
