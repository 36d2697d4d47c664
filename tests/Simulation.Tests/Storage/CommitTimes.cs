using Grains.Storage;

namespace Simulation.Tests.Storage;

/// <summary>When each event of each stream became durable, in the world's time and not by anybody's wall clock.</summary>
internal sealed class CommitTimes(Book book)
{
    private readonly Dictionary<string, List<TimeSpan>> times = new(StringComparer.Ordinal);

    public void Note(TimeSpan now)
    {
        foreach (var (stream, rows) in book.Streams)
        {
            if (!times.TryGetValue(stream, out var known)) times.Add(stream, known = []);
            while (known.Count < rows.Events.Count) known.Add(now);
        }
    }

    public TimeSpan Of(LoggedEvent logged) => times[logged.Stream][(int)logged.Seq - 1];
}
