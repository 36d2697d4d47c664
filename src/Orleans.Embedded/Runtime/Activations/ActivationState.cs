namespace Orleans.Runtime.Activations;

/// <summary>The stages of an activation, in order.</summary>
internal enum ActivationState
{
    /// <summary>Made; its grain is not.</summary>
    Created,

    /// <summary>The grain is made, its state read, OnActivateAsync runs.</summary>
    Activating,

    /// <summary>It takes requests.</summary>
    Valid,

    /// <summary>Running requests end; queued ones wait for the next activation.</summary>
    Deactivating,

    /// <summary>It has ended.</summary>
    Closed,
}
