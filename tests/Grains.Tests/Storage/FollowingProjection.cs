using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Tests.Storage;

/// <summary>Keeps one row for each event it wants, and fails at the n-th of a batch where it is told to.</summary>
internal sealed class FollowingProjection(string name, int version, params string[] types) : ICatchUpProjection
{
    private readonly string insert = $"INSERT INTO {name} (line) VALUES (?)";

    public string Name => name;

    public int Version => version;

    public IReadOnlyList<string> Types => types;

    public int Resets { get; private set; }

    /// <summary>Counts from 1; 0 for never.</summary>
    public int FailsAt { get; set; }

    public void Reset(IReadModelWriter rows)
    {
        Resets++;
        rows.Define($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (number INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;");
    }

    public void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch)
    {
        for (var at = 0; at < batch.Count; at++)
        {
            if (at + 1 == FailsAt) throw new InvalidOperationException("on purpose");
            rows.Execute(insert, $"{version} {batch[at].Stream} {batch[at].Seq} {batch[at].Type}");
        }
    }

    public Task<List<string>> LinesAsync(IDatabase database) =>
        database.ReadAsync(sql => sql.QueryAsync($"SELECT line FROM {name} ORDER BY number", row => row.Text(0)), default);
}
