using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

public sealed class StorageFaultTests : IAsyncLifetime
{
    private const int DiskFull = 13;
    private const int InputOutputError = 10;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteStores stores = new();

    public Task InitializeAsync() => stores.Database.OpenAsync();

    public async Task DisposeAsync() => await stores.DisposeAsync();

    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_reads_and_recovers_without_a_restart()
    {
        await LimitPages(200);
        var acknowledged = await AppendUntilFull();

        Assert.InRange(acknowledged, 1, 199);
        Assert.Equal(new StreamHead(acknowledged, 1), await stores.Log.GetHeadAsync("session-a", default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Append("session-b", 0));

        await LimitPages(1_000_000);

        Assert.Equal(AppendStatus.Appended, (await Append("session-a", acknowledged)).Status);
        Assert.Equal(acknowledged + 1, (await stores.Log.ReadAsync(new StreamSlice("session-a", 0, 10_000), default)).Count);
        Assert.Equal("ok", await stores.Database.ReadAsync(IntegrityCheck, default));
    }

    [Theory]
    [InlineData(DiskFull)]
    [InlineData(InputOutputError)]
    public async Task Everyone_in_the_batch_of_a_storage_fault_is_told_and_nothing_of_it_is_kept(int fault)
    {
        using var gate = new WriterGate(stores.Database);
        await gate.Entered;
        var before = Append("session-a", 0);
        var broken = stores.Database.WriteAsync<int>(_ => throw new SqliteException("on purpose", fault), default);
        var after = Append("session-b", 0);

        gate.Open();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => before);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => broken);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => after);
        Assert.Equal(StreamHead.Empty, await stores.Log.GetHeadAsync("session-a", default));
        Assert.Equal(AppendStatus.Appended, (await Append("session-a", 0)).Status);
    }

    [Fact]
    public async Task A_work_that_ends_the_transaction_harms_nobody_after_it()
    {
        var rude = stores.Database.WriteAsync(connection => { connection.Execute("ROLLBACK"); return 0; }, default);

        await Assert.ThrowsAnyAsync<Exception>(() => rude);

        Assert.Equal(AppendStatus.Appended, (await Append("session-a", 0)).Status);
    }

    [Fact]
    public async Task A_failing_read_is_told_and_the_next_one_works()
    {
        var broken = stores.Database.ReadAsync<int>(_ => throw new SqliteException("disk I/O error", InputOutputError), default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => broken);

        Assert.Equal(StreamHead.Empty, await stores.Log.GetHeadAsync("session-a", default));
    }

    private static string IntegrityCheck(SqliteConnection connection)
    {
        using var check = connection.Prepared("PRAGMA integrity_check");
        return check.Step() ? check.Text(0) : "no answer";
    }

    private Task LimitPages(int pages) => stores.Database.WriteAsync(connection => connection.Scalar($"PRAGMA max_page_count = {pages}"), default);

    private Task<AppendResult> Append(string stream, long expected) =>
        stores.Log.AppendAsync(new LogAppend(stream, expected, 1, Noon, [new NewEvent("chat.message", new byte[8192])]), default);

    private async Task<long> AppendUntilFull()
    {
        for (var seq = 0; ; seq++)
        {
            try
            {
                await Append("session-a", seq);
            }
            catch (StorageUnavailableException)
            {
                return seq;
            }
        }
    }
}
