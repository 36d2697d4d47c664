using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// The loop of the one writing thread. It takes what waits, runs it inside one transaction with a savepoint for each work,
/// commits once and then tells every caller; it never waits for more to come.
/// </summary>
internal sealed class SqliteWriter(SqliteOptions options, WorkQueue queue, StorageCounters counters, StorageIncident? incident) : IDisposable
{
    private const string Savepoint = "SAVEPOINT work";
    private const string Release = "RELEASE work";

    private readonly List<SqliteWork> batch = [];
    private readonly List<(SqliteWork Work, Exception? Failure)> done = [];
    private SqliteConnection? connection;

    public SqliteConnection Connection => connection ??= SqliteConnections.OpenWriter(options);

    public void Run()
    {
        while (queue.Take(batch, options.MaxBatch))
        {
            try
            {
                CommitBatch();
                incident?.Worked();
            }
            catch (SqliteException exception)
            {
                Abandon(reopen: !exception.IsStorageFault() || !exception.LeavesConnectionSound());
                Settle(exception.IsStorageFault() ? Told(exception.AsUnavailable()) : exception);
            }
            catch (Exception exception)
            {
                // Nobody must wait for ever, whatever went wrong here, and the next batch starts on a fresh connection.
                Abandon(reopen: true);
                Settle(Told(new StorageUnavailableException("The storage failed; try again.", exception)));
            }
            finally
            {
                batch.Clear();
                done.Clear();
            }
        }
    }

    public void Dispose()
    {
        if (connection is not null) SqliteConnections.CloseQuietly(connection);
        connection = null;
    }

    private void CommitBatch()
    {
        var rowsBefore = Connection.TotalChanges();
        Do("BEGIN IMMEDIATE");
        foreach (var work in batch)
        {
            if (!work.TryCancel()) done.Add((work, RunAlone(work)));
        }

        Do("COMMIT");
        var committed = done.Count(one => one.Failure is null);
        counters.CountCommit(committed, Connection.TotalChanges() - rowsBefore);

        // A failure, too, is told only now: it may rest on what another work of this batch wrote.
        foreach (var (work, failure) in done)
        {
            if (failure is null) work.Complete();
            else work.Fail(failure);
        }
    }

    private Exception? RunAlone(SqliteWork work)
    {
        Do(Savepoint);
        try
        {
            work.Run(Connection);
            Do(Release);
            return null;
        }
        catch (SqliteException exception) when (exception.IsStorageFault() || !Connection.InTransaction())
        {
            throw;
        }
        catch (Exception exception)
        {
            Do("ROLLBACK TO work");
            Do(Release);
            return exception;
        }
    }

    private void Do(string sql)
    {
        using var statement = Connection.Prepared(sql);
        statement.Run();
    }

    private void Abandon(bool reopen)
    {
        if (connection is null) return;

        try
        {
            if (connection.InTransaction()) connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            reopen = true;
        }

        if (reopen) Dispose();
    }

    private StorageUnavailableException Told(StorageUnavailableException failure)
    {
        incident?.Failed(failure);
        return failure;
    }

    private void Settle(Exception failure)
    {
        foreach (var work in batch) work.Fail(failure);
    }
}
