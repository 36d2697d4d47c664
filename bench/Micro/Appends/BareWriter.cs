using System.Runtime.InteropServices;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Micro.Appends;

/// <summary>A floor: one thread that upserts rows of a table in one commit for all callers that wait, and nothing else.</summary>
internal sealed class BareWriter : IDisposable
{
    private readonly object gate = new();
    private readonly SqliteConnection connection;
    private readonly Thread thread;
    private List<(long Key, byte[] Value, TaskCompletionSource Done)> waiting = [];
    private List<(long Key, byte[] Value, TaskCompletionSource Done)> taken = [];
    private bool closed;

    public BareWriter(string folder)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        connection.Execute("""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 16384;
            PRAGMA cache_size = -32768;
            CREATE TABLE rows (key INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;
            """);
        thread = new Thread(Write) { IsBackground = true, Name = "bare-writer" };
        thread.Start();
    }

    public long Commits { get; private set; }

    public Task UpsertAsync(long key, byte[] value)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((key, value, done));
            Monitor.Pulse(gate);
        }

        return done.Task;
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
        SqliteConnections.CloseQuietly(connection);
    }

    private void Write()
    {
        while (Take())
        {
            Run("BEGIN IMMEDIATE");
            foreach (ref var row in CollectionsMarshal.AsSpan(taken))
            {
                using var upsert = connection.Prepared("INSERT INTO rows VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
                upsert.Bind(row.Key).Bind(row.Value).Run();
            }

            Run("COMMIT");
            Commits++;
            foreach (var (_, _, done) in taken) done.SetResult();
            taken.Clear();
        }
    }

    private void Run(string sql)
    {
        using var statement = connection.Prepared(sql);
        statement.Run();
    }

    private bool Take()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closed) return false;
                Monitor.Wait(gate);
            }

            (waiting, taken) = (taken, waiting);
            return true;
        }
    }
}
