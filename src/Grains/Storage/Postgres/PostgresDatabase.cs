using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>
/// A PostgreSQL database, which several processes may share. Opens at the first use or at <see cref="OpenAsync"/>. A work that
/// lost to another transaction is run again; one that found its connection dead before it could have an effect, once.
/// </summary>
/// <param name="incident">Told when the database fails and works again; null where nobody listens.</param>
internal sealed class PostgresDatabase(PostgresOptions options, ProjectionSet projections, StorageCounters counters, StorageIncident? incident = null)
    : IDatabase, IDisposable, IAsyncDisposable
{
    // Works that lost take turns with each other: they would only lose again.
    private readonly SemaphoreSlim turns = new(1);
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(options.Complete());
    private readonly Lock gate = new();
    private Task? opened;
    private int running;

    public ProjectionSet Projections => projections;

    public StorageCounters Counters => counters;

    public PostgresOptions Options => options;

    public StorageIncident? Incident => incident;

    /// <summary>Brings schema and read model up to date, and takes work from then on.</summary>
    /// <exception cref="SchemaTooNewException">Newer code has written the database.</exception>
    /// <exception cref="DatabaseRefusedException">It cannot be reached, or not be used.</exception>
    public Task OpenAsync()
    {
        lock (gate)
        {
            // A failure is not kept: whoever comes when the database is there finds it.
            if (opened is null or { IsCompleted: true, IsCompletedSuccessfully: false }) opened = PostgresOpening.RunAsync(source, this);
            return opened;
        }
    }

    public Task<T> ReadAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel) => AdmitAsync(
        async () =>
        {
            var answer = await RunAsync(work, PostgresTransaction.ReadOnly);
            counters.CountRead();
            return answer;
        },
        cancel);

    public Task<T> WriteAsync<T>(Func<ISql, ValueTask<T>> work, CancellationToken cancel) => AdmitAsync(
        async () =>
        {
            var answer = await RunAsync(work, PostgresTransaction.Serializable);
            counters.CountCommit(1, 0);
            return answer;
        },
        cancel);

    public Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancel) => AdmitAsync(
        async () =>
        {
            await using var connection = await ConnectAsync();
            using var statement = new PostgresSql(connection, begin: null);
            var changed = await ExecuteAsync(statement, sql, values);
            counters.CountCommit(1, changed);
            return changed;
        },
        cancel);

    /// <summary>A connection that answered just now, or was made anew.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        try
        {
            return await source.OpenConnectionAsync();
        }
        catch (Exception failure) when (failure.IsCrowded())
        {
            throw new StorageBusyException(options.QueueCapacity);
        }
        catch (Exception failure) when (failure.IsStorageFault())
        {
            throw failure.AsUnavailable();
        }
        catch (ObjectDisposedException)
        {
            throw new StorageUnavailableException("The storage is closed.");
        }
    }

    /// <summary>Lets go of idle connections: after one broke, the others are most likely dead, too.</summary>
    public void Forget() => source.Clear();

    public void Dispose()
    {
        source.Dispose();
        turns.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        turns.Dispose();
    }

    private async Task<T> AdmitAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (Interlocked.Increment(ref running) > options.QueueCapacity)
        {
            Interlocked.Decrement(ref running);
            throw new StorageBusyException(options.QueueCapacity);
        }

        try
        {
            await OpenAsync();
            var done = await work();
            incident?.Worked();
            return done;
        }
        catch (StorageUnavailableException failure)
        {
            incident?.Failed(failure);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private Task<T> RunAsync<T>(Func<ISql, ValueTask<T>> work, string begin) => AgainAsync(async () =>
    {
        await using var connection = await ConnectAsync();
        return await PostgresTransaction.RunAsync(connection, work, begin);
    });

    private async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        var broken = false;
        for (var lost = 0; ; lost++)
        {
            try
            {
                return lost < 3 ? await work() : await InTurnAsync(work);
            }
            catch (Exception exception) when (exception.LostToAnother())
            {
                if (lost == options.Tries) throw new StorageBusyException(options.QueueCapacity);
            }
            catch (Exception exception) when (exception.IsStorageFault())
            {
                Forget();
                if (broken || !exception.IsBrokenConnection()) throw exception.AsUnavailable();
                broken = true;
            }
        }
    }

    // It may have been done when the connection broke, so it is not repeated here.
    private async Task<int> ExecuteAsync(PostgresSql statement, string sql, SqlValue[] values)
    {
        try
        {
            return await statement.ExecuteAsync(sql, values);
        }
        catch (Exception exception) when (exception.IsStorageFault())
        {
            Forget();
            throw exception.AsUnavailable();
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await turns.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turns.Release();
        }
    }
}
