namespace Grains.Storage;

public enum StorageProvider
{
    /// <summary>A file in the data directory; one process.</summary>
    Sqlite,

    /// <summary>A database server, which several processes may share.</summary>
    Postgres,
}
