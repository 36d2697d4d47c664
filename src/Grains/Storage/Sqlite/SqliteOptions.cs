namespace Grains.Storage.Sqlite;

/// <param name="DataDirectory">Holds <c>grains.db</c> and the blobs; made where it does not exist.</param>
internal sealed record SqliteOptions(string DataDirectory)
{
    /// <summary>Works that may wait for the writer, and as many for the readers; the next one is refused as busy. Above zero.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Works that share one commit at most: bounds the wait of the first for the last. Above zero.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Read connections, each with a thread of its own. Above zero.</summary>
    public int Readers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 4);

    public string DatabaseFile => Path.Combine(DataDirectory, "grains.db");

    public string LockFile => Path.Combine(DataDirectory, "grains.lock");
}
