using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What features may rely on when they keep rows of their own, whatever the database.</summary>
public abstract class DatabaseSpecification : IAsyncLifetime
{
    private const string Insert = "INSERT INTO notes (name, number) VALUES (?, ?)";

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private protected abstract IDatabase Database { get; }

    public virtual Task InitializeAsync() => Database.WriteAsync(
        async sql =>
        {
            var ddl = sql.Dialect.Define("""
                CREATE TABLE notes (name TEXT NOT NULL UNIQUE, number INTEGER, share REAL, flag INTEGER, data BLOB) STRICT;
                """);
            return await sql.ExecuteAsync(ddl);
        },
        default);

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task Every_kind_of_value_comes_back_as_it_was()
    {
        var id = Guid.NewGuid();
        await Database.WriteAsync(
            sql => sql.ExecuteAsync(
                "INSERT INTO notes (name, number, share, flag, data) VALUES (?, ?, ?, ?, ?)", id, Noon, 0.25, true, new byte[] { 0, 255, 7 }),
            default);

        var read = await Database.ReadAsync(
            sql => sql.FirstAsync(
                "SELECT name, number, share, flag, data FROM notes",
                row => (row.Guid(0), row.Time(1), row.Double(2), row.Bool(3), Convert.ToHexString(row.Blob(4)))),
            default);

        Assert.Equal((id, Noon, 0.25, true, "00FF07"), read);
    }

    [SpecificationFact]
    public async Task Nothing_is_kept_as_nothing()
    {
        await Database.WriteAsync(sql => sql.ExecuteAsync("INSERT INTO notes (name, number, data) VALUES (?, ?, ?)", "", (int?)null, Array.Empty<byte>()), default);

        var read = await Database.ReadAsync(
            sql => sql.FirstAsync("SELECT name, number, share, data FROM notes", row => (row.Text(0), row.NullableInt64(1), row.IsNull(2), row.Blob(3).Length)),
            default);

        Assert.Equal(("", null, true, 0), read);
    }

    [SpecificationFact]
    public async Task Where_there_is_no_row_the_first_one_is_nothing()
    {
        var (text, number) = await Database.ReadAsync(
            async sql => (await sql.FirstAsync("SELECT name FROM notes", row => row.Text(0)), await sql.NumberAsync("SELECT number FROM notes")), default);

        Assert.Null(text);
        Assert.Equal(0, number);
    }

    [SpecificationFact]
    public async Task A_question_mark_inside_a_text_is_no_parameter()
    {
        await AddAsync("what?", 1);

        Assert.Equal(1, await Database.ReadAsync(sql => sql.NumberAsync("SELECT count(*) FROM notes WHERE name = 'what?' AND number = ?", 1), default));
    }

    [SpecificationFact]
    public async Task Statements_answer_how_many_rows_they_changed()
    {
        await AddAsync("one", 1);
        await AddAsync("two", 2);

        var changed = await Database.WriteAsync(
            async sql => (
                await sql.ExecuteAsync("UPDATE notes SET number = number + ?", 1),
                await sql.ExecuteAsync("DELETE FROM notes WHERE name = ?", "none"),
                await sql.ExecuteAsync("INSERT INTO notes (name) VALUES (?) ON CONFLICT DO NOTHING", "one"),
                await sql.ExecuteAsync("DELETE FROM notes WHERE number = ?", 2)),
            default);

        Assert.Equal((2, 0, 0, 1), changed);
    }

    [SpecificationFact]
    public async Task A_work_that_throws_leaves_nothing_behind()
    {
        var failing = Database.WriteAsync<int>(
            async sql =>
            {
                await sql.ExecuteAsync(Insert, "undone", 1);
                throw new InvalidOperationException("on purpose");
            },
            default);

        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Empty(await NamesAsync());
    }

    [SpecificationFact]
    public async Task A_read_cannot_write()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Database.ReadAsync(sql => sql.ExecuteAsync(Insert, "no", 1), default));

        Assert.Empty(await NamesAsync());
    }

    [SpecificationFact]
    public async Task Works_that_decide_by_what_they_read_do_not_pass_each_other()
    {
        var works = Enumerable.Range(0, 40).Select(number => Database.WriteAsync(
            async sql =>
            {
                // Room for ten.
                var taken = await sql.NumberAsync("SELECT count(*) FROM notes");
                return taken < 10 && await sql.ExecuteAsync(Insert, $"note {number}", taken) == 1;
            },
            default));

        var admitted = await Task.WhenAll(works);

        Assert.Equal(10, admitted.Count(one => one));
        Assert.Equal(10, (await NamesAsync()).Count);
    }

    [SpecificationFact]
    public async Task Texts_are_ordered_by_their_bytes()
    {
        foreach (var name in new[] { "b", "A", "a", "Z", "é", "_" }) await AddAsync(name, 0);

        Assert.Equal(["A", "Z", "_", "a", "b", "é"], await NamesAsync());
    }

    [SpecificationFact]
    public async Task Rows_are_numbered_as_they_came()
    {
        foreach (var name in new[] { "b", "c", "a" }) await AddAsync(name, 0);

        Assert.Equal(["b", "c", "a"], await Database.ReadAsync(sql => sql.QueryAsync("SELECT name FROM notes ORDER BY rowid", row => row.Text(0)), default));
    }

    [SpecificationFact]
    public async Task A_cancelled_work_does_not_run()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.WriteAsync(sql => sql.ExecuteAsync(Insert, "no", 1), cancelled.Token));

        Assert.Empty(await NamesAsync());
    }

    private Task AddAsync(string name, long number) => Database.WriteAsync(sql => sql.ExecuteAsync(Insert, name, number), default);

    private Task<List<string>> NamesAsync() =>
        Database.ReadAsync(sql => sql.QueryAsync("SELECT name FROM notes ORDER BY name", row => row.Text(0)), default);
}
