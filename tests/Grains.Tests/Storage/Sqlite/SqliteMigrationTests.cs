using System.Text;
using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>A database that older code has left is brought up to date with all that it holds.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    /// <summary>What version 2 wrote: two streams, one of them unfinished and one taken by a later epoch, and a book of four accounts.</summary>
    private const string Rows = """
        INSERT INTO streams (id, name, seq, epoch, unfinished) VALUES (1, 'session-a', 3, 2, 1), (2, 'session-b', 1, 5, 0), (3, 'session-c', 0, 4, 0);
        INSERT INTO events (position, stream, seq, epoch, type, at, operation_id, data) VALUES
            (1, 1, 1, 1, 'accepted', 10, 'message:a:1', x'7B7D'),
            (2, 2, 1, 1, 'accepted', 20, NULL, x'7B7D'),
            (3, 1, 2, 2, 'completed', 30, 'answer:a:1', x'7B7D'),
            (4, 1, 3, 2, 'accepted', 40, 'message:a:2', x'7B7D');
        INSERT INTO ledger_accounts (id, name, balance_micros, version) VALUES
            (1, 'system:grants', -100, 1), (2, 'wallet-a', 70, 3), (3, 'escrow-a', 26, 2), (4, 'earnings-b', 4, 1);
        INSERT INTO ledger_entries (number, operation_id, from_account, to_account, amount_micros, all_above_micros, kind, reference, at) VALUES
            (1, 'grant-1', 1, 2, 100, NULL, 'grant', '', 10),
            (2, 'lease-1', 2, 3, 30, NULL, 'lease', 'a', 20),
            (3, 'return-0', 3, 2, 0, 100, 'lease-return', 'a', 25),
            (4, 'charge-1', 3, 4, 4, NULL, 'charge', 'a', 30);
        UPDATE ledger_accounts SET version = 2 WHERE id = 2;
        PRAGMA user_version = 2;
        """;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteOptions options = new(TemporaryDirectory.Create());

    public SqliteMigrationTests()
    {
        using var connection = new SqliteConnection($"Data Source={options.DatabaseFile};Pooling=False");
        connection.Open();
        connection.Execute(string.Join(';', SchemaSteps.All.Take(2).Select(SqliteDialect.Instance.Define)));
        connection.Execute(Rows);
        connection.CloseStatements();
    }

    public void Dispose() => Directory.Delete(options.DataDirectory, recursive: true);

    [Fact]
    public async Task Streams_keep_their_events_their_ends_and_what_is_unfinished()
    {
        await using var stores = Open();

        var events = await stores.Log.ReadAsync(new StreamSlice("session-a", 0, 10), default);

        Assert.Equal([(1L, 1L, "accepted", 10L), (2, 2, "completed", 30), (3, 2, "accepted", 40)], events.Select(one => (one.Seq, one.Epoch, one.Type, one.At.Ticks)));
        Assert.All(events, one => Assert.Equal("{}", Encoding.UTF8.GetString(one.Data.Span)));
        Assert.Equal(new StreamHead(3, 2), await stores.Log.GetHeadAsync("session-a", default));
        Assert.Equal(new StreamHead(1, 5), await stores.Log.GetHeadAsync("session-b", default));
        Assert.Equal(new StreamHead(0, 4), await stores.Log.GetHeadAsync("session-c", default));
        Assert.Equal(["session-a"], await stores.Log.ListUnfinishedAsync("session-", "", 10, default));
    }

    [Fact]
    public async Task Operations_of_before_are_still_known()
    {
        await using var stores = Open();
        var append = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("accepted", "{}"u8.ToArray(), "message:a:1")]);

        var repeated = await stores.Log.AppendAsync(append, default);
        var atTheEnd = await stores.Log.AppendAsync(append with { ExpectedSeq = 3, Epoch = 2 }, default);
        var charged = await stores.Ledger.PostAsync([new Posting("charge-1", "escrow-a", "earnings-b", 4, "charge", "a")], Noon, default);
        var other = await stores.Ledger.PostAsync([new Posting("charge-1", "escrow-a", "earnings-b", 5, "charge", "a")], Noon, default);

        Assert.Equal(new AppendResult(AppendStatus.DuplicateOperation, new StreamHead(3, 2)), repeated);
        Assert.Equal(repeated, atTheEnd);
        Assert.Equal(PostStatus.AlreadyPosted, charged.Status);
        Assert.Equal(PostStatus.OperationMismatch, other.Status);
    }

    [Fact]
    public async Task Accounts_keep_their_balances_and_their_histories_and_go_on()
    {
        await using var stores = Open();

        await stores.Ledger.PostAsync([new Posting("charge-2", "escrow-a", "earnings-b", 6, "charge", "a")], Noon, default);

        Assert.Equal(new LedgerAccount("escrow-a", 20, 3), await stores.Ledger.GetAccountAsync("escrow-a", default));
        Assert.Equal(["charge-2", "charge-1", "lease-1"], await HistoryAsync(stores, "escrow-a"));
        Assert.Equal(["lease-1", "grant-1"], await HistoryAsync(stores, "wallet-a"));
        Assert.Equal(["charge-2", "charge-1"], await HistoryAsync(stores, "earnings-b"));
        var proof = await stores.Ledger.ProveAsync(default);
        Assert.Equal((0, 4), (proof.SumMicros, proof.Entries));
        Assert.Empty(proof.Mismatches);
    }

    [Fact]
    public async Task The_log_goes_on_where_it_ended()
    {
        await using (var stores = Open())
        {
            var append = new LogAppend("session-a", 3, 2, Noon, [new NewEvent("completed", "{}"u8.ToArray(), "answer:a:2")]);
            Assert.Equal(new AppendResult(AppendStatus.Appended, new StreamHead(4, 2)), await stores.Log.AppendAsync(append, default));
        }

        await using var again = Open();

        Assert.Equal(new StreamHead(4, 2), await again.Log.GetHeadAsync("session-a", default));
        Assert.Empty(await again.Log.ListUnfinishedAsync("session-", "", 10, default));
    }

    private static async Task<IEnumerable<string>> HistoryAsync(SqliteStores stores, string account) =>
        (await stores.Ledger.ListEntriesAsync(account, long.MaxValue, 10, default)).Select(entry => entry.OperationId);

    private SqliteStores Open() => new(options: options);
}
