using System.Threading.Channels;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>
/// The one loop of this process that appends and posts. It takes what waits, decides it in one transaction of two round trips,
/// and then tells every caller; it never waits for more to come.
/// </summary>
internal sealed class PostgresWriter : IDisposable, IAsyncDisposable
{
    private readonly PostgresDatabase database;
    private readonly string stamp;
    private readonly Channel<PostgresWork> waiting;
    private readonly Lazy<Task> loop;
    private volatile bool closing;

    public PostgresWriter(PostgresDatabase database)
    {
        this.database = database;
        stamp = PostgresProjections.Stamp(database.Projections);
        waiting = Channel.CreateBounded<PostgresWork>(new BoundedChannelOptions(database.Options.QueueCapacity) { SingleReader = true });
        loop = new Lazy<Task>(Start);
    }

    /// <exception cref="StorageBusyException">Too many works wait.</exception>
    /// <exception cref="StorageUnavailableException">It is closed.</exception>
    public Task<T> AddAsync<T>(PostgresWork<T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);

        _ = loop.Value;
        if (waiting.Writer.TryWrite(work)) return work.Task;
        throw closing
            ? new StorageUnavailableException("The storage is closed.")
            : new StorageBusyException(database.Options.QueueCapacity);
    }

    /// <summary>Finishes what waits and refuses what comes later.</summary>
    public async ValueTask DisposeAsync()
    {
        closing = true;
        waiting.Writer.TryComplete();
        if (loop.IsValueCreated) await loop.Value;
    }

#pragma warning disable RS0030 // A container disposed of synchronously must leave nothing unfinished; the loop runs on threads of the pool.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore RS0030

    // Without the first caller's context, and not on its scheduler: the loop outlives the call.
    private Task Start()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    private async Task RunAsync()
    {
        var works = new List<PostgresWork>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (works.Count < database.Options.MaxBatch && waiting.Reader.TryRead(out var work))
            {
                if (!work.TryCancel()) works.Add(work);
            }

            if (works.Count > 0) await SettleAsync(works);
            works.Clear();
        }
    }

    private async Task SettleAsync(List<PostgresWork> works)
    {
        try
        {
            await CommitAsync(works);
            database.Incident?.Worked();
        }
        catch (Exception failure) when (failure is StorageUnavailableException or StorageBusyException or DatabaseRefusedException or SchemaTooNewException)
        {
            if (failure is StorageUnavailableException) database.Incident?.Failed(failure);
            foreach (var work in works) work.Fail(failure);
        }
        catch (Exception) when (works.Count > 1)
        {
            // One of them is wrong in a way that only the database noticed; alone it fails alone.
            foreach (var work in works.ToArray()) await SettleAsync([work]);
        }
        catch (Exception failure)
        {
            works[0].Fail(failure);
        }
    }

    private async Task CommitAsync(List<PostgresWork> works)
    {
        await database.OpenAsync();
        var broken = false;
        for (var tries = 1; ; tries++)
        {
            var decided = new PostgresBatch(database.Projections);
            var failures = new Exception?[works.Count];
            await using var connection = await database.ConnectAsync();
            try
            {
                var found = await BatchLoading.RunAsync(connection, works, decided);
                if (found != stamp) throw new StorageUnavailableException("Another version of this program keeps the read model of this database; it is not written from here.");
            }
            catch (Exception failure) when (failure.IsBrokenConnection() && !broken)
            {
                // Nothing was written yet. The server may have been started anew since this connection was last used.
                broken = true;
                database.Forget();
                continue;
            }
            catch (Exception failure) when (failure.IsStorageFault())
            {
                throw failure.AsUnavailable();
            }
            catch (Exception failure) when (failure.CameTooLate() && tries < database.Options.Tries)
            {
                continue;
            }

            for (var index = 0; index < works.Count; index++) failures[index] = Decide(works[index], decided);
            if (await WriteAsync(connection, decided, works.Count - failures.Count(one => one is not null), last: tries == database.Options.Tries))
            {
                Tell(works, failures);
                return;
            }
        }
    }

    private static Exception? Decide(PostgresWork work, PostgresBatch decided)
    {
        try
        {
            work.Decide(decided);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <returns>False where another transaction was first, and nothing is written.</returns>
    private async Task<bool> WriteAsync(NpgsqlConnection connection, PostgresBatch decided, int works, bool last)
    {
        try
        {
            var rows = await BatchWriting.RunAsync(connection, decided);
            database.Counters.CountCommit(works, rows);
            return true;
        }
        catch (Exception failure) when (failure.CameTooLate() && !last)
        {
            return false;
        }
        catch (Exception failure) when (failure.IsStorageFault())
        {
            database.Forget();
            throw failure.AsUnavailable();
        }
    }

    private static void Tell(List<PostgresWork> works, Exception?[] failures)
    {
        for (var index = 0; index < works.Count; index++)
        {
            if (failures[index] is { } failure) works[index].Fail(failure);
            else works[index].Complete();
        }
    }
}
