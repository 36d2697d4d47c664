namespace Orleans.Core;

/// <summary>A grain's handle on one stored record.</summary>
public interface IStorage
{
    /// <summary>The version that storage gave, or null.</summary>
    string? Etag { get; }

    /// <summary>Whether storage has a record.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    Task ClearStateAsync();

    /// <summary>
    /// Writes the state. Writes that are asked for while an earlier one runs become one write of the latest state.
    /// <see cref="Storage.InconsistentStateException"/> if the record has changed; the activation then ends after the request.
    /// </summary>
    Task WriteStateAsync();

    /// <summary>Reads the record, replacing the state.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A grain's handle on one stored record of a type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state; never null once the activation has started.</summary>
    TState State { get; set; }
}
