using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// The loop of the one writing thread. It takes what waits, runs it inside one transaction, commits once and then tells every
/// caller; it never waits for more to come.
/// </summary>
internal sealed class SqliteWriter(
    SqliteOptions options, WorkQueue queue, WriterMemory memory, StorageCounters counters, StorageIncident? incident) : IDisposable
{
    private const string Savepoint = "SAVEPOINT work";
    private const string Release = "RELEASE work";

    private readonly List<SqliteWork> batch = [];
    private readonly Dictionary<SqliteWork, Exception> failures = [];
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
                failures.Clear();
            }
        }
    }

    public void Dispose()
    {
        if (connection is not null) SqliteConnections.CloseQuietly(connection);
        connection = null;
    }

    /// <summary>
    /// Runs the batch without savepoints first, which would copy every page that a work touches. Where a work throws, all is undone
    /// and done again with one for each, so that it is undone alone.
    /// </summary>
    private void CommitBatch()
    {
        batch.RemoveAll(static work => work.TryCancel());
        var rowsBefore = Connection.TotalChanges();
        memory.IsCareful = false;
        Do("BEGIN IMMEDIATE");
        if (!TryRunTogether())
        {
            memory.Forget();
            memory.IsCareful = true;
            Do("ROLLBACK");
            Do("BEGIN IMMEDIATE");
            foreach (var work in batch)
            {
                if (RunAlone(work) is { } failure) failures.Add(work, failure);
            }
        }

        Do("COMMIT");
        memory.Trim();
        counters.CountCommit(batch.Count - failures.Count, Connection.TotalChanges() - rowsBefore);

        // A failure, too, is told only now: it may rest on what another work of this batch wrote.
        foreach (var work in batch)
        {
            if (failures.TryGetValue(work, out var failure)) work.Fail(failure);
            else work.Complete();
        }
    }

    private bool TryRunTogether()
    {
        foreach (var work in batch)
        {
            try
            {
                work.Run(Connection);
            }
            catch (Exception exception) when (exception is not SqliteException fault || !(fault.IsStorageFault() || !Connection.InTransaction()))
            {
                return false;
            }

            if (!Connection.InTransaction()) throw new InvalidOperationException("A work has ended the transaction that it shares.");
        }

        memory.Flush(Connection);
        return true;
    }

    private Exception? RunAlone(SqliteWork work)
    {
        Do(Savepoint);
        try
        {
            work.Run(Connection);
            memory.Flush(Connection);
            Do(Release);
            return null;
        }
        catch (SqliteException exception) when (exception.IsStorageFault() || !Connection.InTransaction())
        {
            throw;
        }
        catch (Exception exception)
        {
            memory.Forget();
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
        memory.Forget();
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
