using Grains.Outcomes;

namespace Grains.Storage;

/// <summary>
/// The storage could not do the work: disk full, I/O error, or it is closed. The work was rolled back, but where the commit
/// itself failed it may yet be found done when the database is opened again, so repeat it under the same operation id.
/// </summary>
[GenerateSerializer, Alias("storage.unavailable")]
public sealed class StorageUnavailableException(string message, Exception? cause = null) : TemporarilyUnavailableException(message, cause);

/// <summary>More work is waiting than the storage accepts; this one was not started and can be repeated.</summary>
[GenerateSerializer, Alias("storage.busy")]
public sealed class StorageBusyException(int capacity)
    : TemporarilyUnavailableException($"More than {capacity} works wait for the storage; try again.");

/// <summary>The database was written by newer code than this; nothing was touched.</summary>
public sealed class SchemaTooNewException(int found, int known)
    : Exception($"The database has schema version {found}, but this program knows only versions up to {known}. Start the newer program.")
{
    public int Found => found;

    public int Known => known;
}

/// <summary>Another process, or another database of this one, has the data directory open.</summary>
public sealed class DataDirectoryInUseException(string directory, Exception cause)
    : Exception($"The data directory '{directory}' is in use by another process. Stop that one, or start with another directory.", cause);

/// <summary>The database cannot be reached or not be used; the message says where it is and why, never the password.</summary>
public sealed class DatabaseRefusedException(string place, string reason, Exception? cause)
    : Exception($"The database {place} cannot be used: {reason}.", cause);
