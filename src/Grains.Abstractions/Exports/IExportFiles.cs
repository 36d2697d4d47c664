namespace Grains.Exports;

/// <summary>Where the front end reads exported files.</summary>
public interface IExportFiles
{
    /// <summary>Null where it is gone. Whose it is has been asked before.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(Guid exportId, CancellationToken cancel);
}
