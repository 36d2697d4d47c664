using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly SqliteStores stores = new();

    private SqliteDatabase Database => stores.Database;

    public Task InitializeAsync() => Database.WriteAsync(Run("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)"), default);

    public async Task DisposeAsync() => await stores.DisposeAsync();

    [Fact]
    public async Task Works_that_wait_together_share_one_commit()
    {
        using var gate = new WriterGate(Database);
        await gate.Entered;
        var works = Enumerable.Range(0, 100).Select(number => Database.WriteAsync(Insert($"note {number}"), default)).ToArray();
        var (commits, writes, rows) = (stores.Counters.Commits, stores.Counters.Writes, stores.Counters.Rows);

        gate.Open();
        await Task.WhenAll(works);

        // One for the work that held the gate, one for all that waited behind it.
        Assert.Equal(commits + 2, stores.Counters.Commits);
        Assert.Equal(writes + 101, stores.Counters.Writes);
        Assert.Equal(rows + 100, stores.Counters.Rows);
    }

    [Fact]
    public async Task A_work_that_throws_is_undone_alone()
    {
        using var gate = new WriterGate(Database);
        await gate.Entered;
        var before = Database.WriteAsync(Insert("before"), default);
        var failing = Database.WriteAsync<int>(
            connection =>
            {
                Insert("undone")(connection);
                throw new InvalidOperationException("on purpose");
            },
            default);
        var violating = Database.WriteAsync(Insert("before"), default);
        var after = Database.WriteAsync(Insert("after"), default);

        gate.Open();
        await Task.WhenAll(before, after);

        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => violating)).SqliteErrorCode);
        Assert.Equal(["after", "before"], await Notes());
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        using var gate = new WriterGate(Database);
        await gate.Entered;
        var first = Database.WriteAsync(Insert("first"), default);
        var seen = Database.WriteAsync(_ => first.IsCompleted, default);

        gate.Open();

        Assert.False(await seen);
        Assert.Equal(1, await first);
    }

    [Fact]
    public async Task A_work_cancelled_while_it_waits_does_not_run()
    {
        using var cancel = new CancellationTokenSource();
        using var gate = new WriterGate(Database);
        await gate.Entered;
        var cancelled = Database.WriteAsync(Insert("never"), cancel.Token);
        await cancel.CancelAsync();

        gate.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Empty(await Notes());
    }

    [Fact]
    public async Task More_waiting_works_than_the_bound_are_refused_as_busy()
    {
        await using var small = new SqliteStores(queueCapacity: 2);
        using var gate = new WriterGate(small.Database);
        await gate.Entered;
        var waiting = new[] { small.Database.WriteAsync(_ => 1, default), small.Database.WriteAsync(_ => 2, default) };

        await Assert.ThrowsAsync<StorageBusyException>(() => small.Database.WriteAsync(_ => 3, default));

        gate.Open();
        var answers = await Task.WhenAll(waiting);
        Assert.Equal([1, 2], answers);
        Assert.Equal(4, await small.Database.WriteAsync(_ => 4, default));
    }

    [Fact]
    public async Task A_read_sees_what_was_committed_before_it()
    {
        await Database.WriteAsync(Insert("one"), default);
        using var gate = new WriterGate(Database);
        await gate.Entered;
        var waiting = Database.WriteAsync(Insert("two"), default);

        Assert.Equal(["one"], await Notes());

        gate.Open();
        await waiting;
        Assert.Equal(["one", "two"], await Notes());
    }

    [Fact]
    public async Task A_read_cannot_write_and_its_failure_stays_its_own()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Database.ReadAsync(Insert("no"), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.ReadAsync<int>(_ => throw new InvalidOperationException(), default));

        Assert.Empty(await Notes());
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_later()
    {
        var gate = new WriterGate(Database);
        await gate.Entered;
        var waiting = Database.WriteAsync(Insert("in time"), default);

        var closing = Database.DisposeAsync().AsTask();
        gate.Open();
        await closing;

        Assert.Equal(1, await waiting);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Database.WriteAsync(Insert("late"), default));
        await using var reopened = new SqliteStores(options: stores.Options);
        Assert.Equal(["in time"], await reopened.Database.ReadAsync(ReadNotes, default));
    }

    private static Func<SqliteConnection, int> Run(string sql) => connection =>
    {
        connection.Execute(sql);
        return 0;
    };

    private static Func<SqliteConnection, int> Insert(string text) => connection =>
    {
        using var insert = connection.Prepared("INSERT INTO notes (text) VALUES (?)").Bind(text);
        insert.Run();
        return 1;
    };

    private static List<string> ReadNotes(SqliteConnection connection)
    {
        using var select = connection.Prepared("SELECT text FROM notes ORDER BY text");
        var notes = new List<string>();
        while (select.Step()) notes.Add(select.Text(0));
        return notes;
    }

    private Task<List<string>> Notes() => Database.ReadAsync(ReadNotes, default);
}
