using Grains.Storage;
using Grains.Storage.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteProjectionTests : ProjectionSpecification
{
    private readonly SqliteOptions options = new(TemporaryDirectory.Create());

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        Directory.Delete(options.DataDirectory, recursive: true);
        return Task.CompletedTask;
    }

    private protected override IProjectionStores Open(params IProjection[] projections) => new SqliteStores(projections, options);
}
