namespace Grains.Storage.Sqlite;

/// <summary>A bounded queue from many tasks to dedicated threads, which take what is there at once.</summary>
internal sealed class WorkQueue(int capacity)
{
    // Monitor, because System.Threading.Lock has no wait: the takers are threads of their own that sleep here.
    private readonly object gate = new();
    private readonly Queue<SqliteWork> waiting = new();
    private Exception? closed;

    /// <exception cref="StorageBusyException">The queue is full.</exception>
    public void Add(SqliteWork work)
    {
        lock (gate)
        {
            if (closed is not null) throw closed;
            if (waiting.Count >= capacity) throw new StorageBusyException(capacity);

            waiting.Enqueue(work);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Moves up to <paramref name="most"/> works into an empty list, sleeping until there is one; false once closed and drained.</summary>
    public bool Take(List<SqliteWork> into, int most)
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closed is not null) return false;
                Monitor.Wait(gate);
            }

            while (into.Count < most && waiting.TryDequeue(out var work)) into.Add(work);
            return true;
        }
    }

    /// <summary>Lets what waits be taken and refuses everything later with <paramref name="reason"/>.</summary>
    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed ??= reason;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>As <see cref="Close"/>, and fails what waits.</summary>
    public void Abort(Exception reason)
    {
        Close(reason);
        lock (gate)
        {
            while (waiting.TryDequeue(out var work)) work.Fail(reason);
        }
    }
}
