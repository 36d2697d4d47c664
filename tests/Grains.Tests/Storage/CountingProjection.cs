using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>Keeps one row for each event it wants, and refuses events whose data is "refuse".</summary>
internal sealed class CountingProjection(string name, int version, params string[] types) : IProjection
{
    private readonly string insert = $"INSERT INTO {name} (line) VALUES (?)";

    public string Name => name;

    public int Version => version;

    public IReadOnlyList<string> Types => types;

    public int Resets { get; private set; }

    public void Reset(IReadModelWriter rows)
    {
        Resets++;
        rows.Define($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (number INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;");
    }

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        if (logged.Data.Span.SequenceEqual("refuse"u8)) throw new InvalidOperationException("on purpose");

        rows.Execute(insert, $"{version} {logged.Stream} {logged.Seq} {logged.Epoch} {logged.Type} {logged.At:O} {logged.Data.Length}");
    }

    public Task<List<string>> LinesAsync(IDatabase database) =>
        database.ReadAsync(sql => sql.QueryAsync($"SELECT line FROM {name} ORDER BY number", row => row.Text(0)), default);
}
