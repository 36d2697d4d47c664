using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// The embedded database: one file in the data directory, one writing thread with group commit, a few reading threads.
/// Opens at the first use or at <see cref="OpenAsync"/>; closing it finishes what waits.
/// </summary>
/// <param name="incident">Told when writing fails and works again; null where nobody listens.</param>
internal sealed class SqliteDatabase(SqliteOptions options, ProjectionSet projections, StorageCounters counters, StorageIncident? incident = null)
    : IDatabase, IDisposable, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly WorkQueue writes = new(options.QueueCapacity);
    private readonly WorkQueue reads = new(options.QueueCapacity);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool started;

    public StorageCounters Counters => counters;

    /// <summary>For works of <see cref="WriteAsync{T}"/> alone.</summary>
    public WriterMemory Memory { get; } = new();

    /// <summary>Claims the directory, brings schema and read model up to date, and takes work from then on.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has the directory.</exception>
    /// <exception cref="SchemaTooNewException">Newer code has written the database.</exception>
    public Task OpenAsync()
    {
        Start();
        return opened.Task;
    }

    /// <summary>
    /// Runs the work in a transaction that it may share with others and completes when that is on disk. A work that throws is
    /// undone alone; it may then run again, with the works that share its transaction, so a work changes nothing but the database.
    /// Cancelling has an effect only before the work begins, so a cancelled write has not happened.
    /// </summary>
    /// <exception cref="StorageBusyException">Too many works wait.</exception>
    /// <exception cref="StorageUnavailableException">Disk full, an I/O error, or closed; see there for what is known of the outcome.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancel) => Enqueue(writes, work, cancel);

    /// <summary>Runs the work on a snapshot of what is committed. It cannot write.</summary>
    /// <inheritdoc cref="WriteAsync{T}" path="/exception"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancel) => Enqueue(reads, work, cancel);

    Task<T> IDatabase.WriteAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel) =>
        WriteAsync(connection => SqliteSql.Run(connection, work), cancel);

    Task<int> IDatabase.ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancel) =>
        WriteAsync(connection => new SqliteSql(connection).Execute(sql, values), cancel);

    Task<T> IDatabase.ReadAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel) =>
        ReadAsync(connection => SqliteSql.Run(connection, work), cancel);

#pragma warning disable RS0030 // A container disposed of synchronously must leave the file closed; threads of our own do the closing.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore RS0030

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            var reason = new StorageUnavailableException("The storage is closed.");
            if (!started)
            {
                opened.TrySetException(reason);
                closed.TrySetResult();
            }

            started = true;
            writes.Close(reason);
            reads.Close(reason);
        }

        await closed.Task;
    }

    private Task<T> Enqueue<T>(WorkQueue queue, Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);

        Start();
        var item = new SqliteWork<T>(work, cancel);
        queue.Add(item);
        return item.Task;
    }

    private void Start()
    {
        if (Volatile.Read(ref started)) return;

        lock (gate)
        {
            if (started) return;
            Volatile.Write(ref started, true);
            Launch("grains-sqlite-writer", Live);
        }
    }

    private void Live()
    {
        try
        {
            using var claim = DataDirectory.Claim(options);
            using var writer = new SqliteWriter(options, writes, Memory, counters, incident);
            SqliteSchema.Migrate(writer.Connection);
            SqliteProjections.BringUpToDate(writer.Connection, projections);
            opened.SetResult();

            var readers = Enumerable.Range(1, options.Readers)
                .Select(number => Launch($"grains-sqlite-reader-{number}", new SqliteReader(options, reads, counters).Run))
                .ToArray();
            writer.Run();

            // The writer closes last, so that its closing folds the whole log into the database.
            foreach (var reader in readers) reader.Join();
        }
        catch (Exception exception)
        {
            // The first message of a failed start says what is wrong; every later caller is told the same.
            opened.TrySetException(exception);
            writes.Abort(exception);
            reads.Abort(exception);
        }
        finally
        {
            closed.SetResult();
        }
    }

    // Without the caller's context: a thread that outlives the call must not keep its request alive.
    private static Thread Launch(string name, ThreadStart run)
    {
        var thread = new Thread(run) { IsBackground = true, Name = name };
        thread.UnsafeStart();
        return thread;
    }
}
