using Microsoft.Extensions.Hosting;

namespace Grains.Storage.Sqlite;

/// <summary>Opens the storage before anything that uses it starts, so that a host with a wrong data directory says so and stops.</summary>
internal sealed class SqliteStart(SqliteDatabase database, FileBlobStore blobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync();
        blobs.RemoveUnfinished();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
