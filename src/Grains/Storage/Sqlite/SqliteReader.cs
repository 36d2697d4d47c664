using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>The loop of one reading thread. Each work sees one snapshot of everything that was committed before it began.</summary>
internal sealed class SqliteReader(SqliteOptions options, WorkQueue queue, StorageCounters counters)
{
    private readonly List<SqliteWork> taken = [];
    private SqliteConnection? connection;

    public void Run()
    {
        while (queue.Take(taken, most: 1))
        {
            var work = taken[0];
            taken.Clear();
            if (!work.TryCancel()) RunOne(work);
        }

        Close();
    }

    private void RunOne(SqliteWork work)
    {
        try
        {
            connection ??= SqliteConnections.OpenReader(options);
            Do(connection, "BEGIN");
            work.Run(connection);
            Do(connection, "COMMIT");
            counters.CountRead();
            work.Complete();
        }
        catch (SqliteException exception) when (exception.IsStorageFault())
        {
            Close();
            work.Fail(exception.AsUnavailable());
        }
        catch (Exception exception)
        {
            // Also where SQLite itself complained of the work: its transaction holds nothing that could be lost.
            if (connection is not null && connection.InTransaction()) connection.Execute("ROLLBACK");
            work.Fail(exception);
        }
    }

    private void Close()
    {
        if (connection is not null) SqliteConnections.CloseQuietly(connection);
        connection = null;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var statement = connection.Prepared(sql);
        statement.Run();
    }
}
