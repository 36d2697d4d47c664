using Microsoft.Extensions.Hosting;

namespace Grains.Storage.Postgres;

/// <summary>Opens the storage before anything that uses it starts, so that a host whose database is not there says so and stops.</summary>
internal sealed class PostgresStart(PostgresDatabase database, DatabaseBlobStore blobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync();
        await blobs.RemoveUnfinishedAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
