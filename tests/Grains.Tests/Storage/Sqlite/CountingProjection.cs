using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>Keeps one row for each event it wants, and refuses events whose data is "refuse".</summary>
internal sealed class CountingProjection(string name, int version, params string[] types) : IProjection
{
    public string Name => name;

    public int Version => version;

    public IReadOnlyList<string> Types => types;

    public int Resets { get; private set; }

    public void Reset(SqliteConnection connection)
    {
        Resets++;
        connection.Execute($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (row INTEGER PRIMARY KEY, line TEXT NOT NULL)");
    }

    public void Apply(SqliteConnection connection, LoggedEvent logged)
    {
        if (logged.Data.Span.SequenceEqual("refuse"u8)) throw new InvalidOperationException("on purpose");

        using var insert = connection.Prepared($"INSERT INTO {name} (line) VALUES (?)");
        insert.Bind($"{version} {logged.Stream} {logged.Seq} {logged.Epoch} {logged.Type} {logged.At:O} {logged.Data.Length}").Run();
    }

    public List<string> Lines(SqliteConnection connection)
    {
        using var select = connection.Prepared($"SELECT line FROM {name} ORDER BY row");
        var lines = new List<string>();
        while (select.Step()) lines.Add(select.Text(0));
        return lines;
    }
}
