using Grains.Storage.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteCatchUpTests : CatchUpSpecification
{
    private readonly SqliteOptions options = new(TemporaryDirectory.Create());

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        Directory.Delete(options.DataDirectory, recursive: true);
        return Task.CompletedTask;
    }

    private protected override IProjectionStores Open() => new SqliteStores(options: options);
}
