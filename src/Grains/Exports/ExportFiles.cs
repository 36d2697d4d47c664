using Grains.Storage;

namespace Grains.Exports;

internal sealed class ExportFiles(IBlobStore blobs) : IExportFiles
{
    public static string BlobOf(Guid exportId) => $"exports/{exportId:N}";

    public Task<ReadOnlyMemory<byte>?> ReadAsync(Guid exportId, CancellationToken cancel) => blobs.GetAsync(BlobOf(exportId), cancel);
}
