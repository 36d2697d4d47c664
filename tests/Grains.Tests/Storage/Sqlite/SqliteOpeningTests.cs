using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteOptions options = new(Path.Combine(TemporaryDirectory.Create(), "data"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(options.DataDirectory)!, recursive: true);

    [Fact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        await using (var first = Open()) await Append(first, 0);

        await using var second = Open();

        Assert.Equal(new StreamHead(1, 1), await second.Log.GetHeadAsync("session-a", default));
        Assert.Equal(AppendStatus.Appended, (await Append(second, 1)).Status);
    }

    [Fact]
    public async Task An_operation_of_before_is_known_when_it_is_opened_again()
    {
        var append = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("chat.message", "{}"u8.ToArray(), "turn-1")]);
        await using (var first = Open()) await first.Log.AppendAsync(append, default);

        await using var second = Open();

        Assert.Equal(AppendStatus.DuplicateOperation, (await second.Log.AppendAsync(append with { ExpectedSeq = 1 }, default)).Status);
    }

    [Fact]
    public async Task Writes_are_durable_and_checked()
    {
        await using var stores = Open();

        var settings = await stores.Database.WriteAsync(
            connection => (Text(connection, "PRAGMA journal_mode"), connection.Scalar("PRAGMA synchronous"), connection.Scalar("PRAGMA foreign_keys")),
            default);

        Assert.Equal(("wal", 2L, 1L), settings);
    }

    [Fact]
    public async Task The_files_are_their_owners_only()
    {
        if (OperatingSystem.IsWindows()) return;

        await using var stores = Open();
        await Append(stores, 0);

        foreach (var file in Directory.GetFiles(options.DataDirectory))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_second_opener_of_the_directory_is_refused_with_a_clear_message()
    {
        await using var first = Open();
        await Append(first, 0);
        await using var second = Open();

        var refusal = await Assert.ThrowsAsync<DataDirectoryInUseException>(second.Database.OpenAsync);

        Assert.Contains(options.DataDirectory, refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DataDirectoryInUseException>(() => second.Log.GetHeadAsync("session-a", default));
        Assert.Equal(AppendStatus.Appended, (await Append(first, 1)).Status);
    }

    [Fact]
    public async Task A_database_of_newer_code_is_refused_and_left_as_it_is()
    {
        await using (var first = Open())
        {
            await first.Database.OpenAsync();
        }

        Sql($"PRAGMA user_version = {SqliteSchema.Version + 1}");
        var before = await File.ReadAllBytesAsync(options.DatabaseFile);
        await using (var second = Open())
        {
            var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(second.Database.OpenAsync);

            Assert.Equal((SqliteSchema.Version + 1, SqliteSchema.Version), (refusal.Found, refusal.Known));
            await Assert.ThrowsAsync<SchemaTooNewException>(() => Append(second, 0));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(options.DatabaseFile));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(options.DataDirectory);
        await File.WriteAllTextAsync(options.DatabaseFile, new string('x', 8192));
        await using var stores = Open();

        await Assert.ThrowsAsync<SqliteException>(stores.Database.OpenAsync);

        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(options.DatabaseFile));
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_use_and_closing_then_is_nothing()
    {
        await using (Open())
        {
        }

        Assert.False(Directory.Exists(options.DataDirectory));
    }

    [Fact]
    public async Task The_books_entries_cannot_be_changed_or_deleted()
    {
        await using var stores = Open();
        await stores.Ledger.PostAsync([new Posting("g", "system:grants", "wallet-a", 5, "grant", "")], Noon, default);

        foreach (var sql in new[] { "UPDATE ledger_entries SET amount_micros = 6", "DELETE FROM ledger_entries" })
        {
            var refusal = await Assert.ThrowsAsync<SqliteException>(() => stores.Database.WriteAsync(connection => connection.Scalar(sql), default));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static string Text(SqliteConnection connection, string sql)
    {
        using var statement = connection.Prepared(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    private static Task<AppendResult> Append(SqliteStores stores, long expected) =>
        stores.Log.AppendAsync(new LogAppend("session-a", expected, 1, Noon, [new NewEvent("chat.message", "{}"u8.ToArray())]), default);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={options.DatabaseFile};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private SqliteStores Open() => new(options: options);
}
