using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Chat;

/// <summary>The read model's count of sessions that each clone has had; demos do not count.</summary>
internal sealed class SessionTotalsProjection : IProjection
{
    public string Name => "session_totals";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [SessionEventCodec.Started];

    public void Reset(SqliteConnection connection) => connection.Execute("""
        DROP TABLE IF EXISTS session_totals;
        CREATE TABLE session_totals (clone_id TEXT PRIMARY KEY, sessions INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """);

    public void Apply(SqliteConnection connection, LoggedEvent logged)
    {
        if (SessionEventCodec.Decode(logged) is not ChatSessionStarted { DemoMode: false } started) return;
        using var add = connection.Prepared("""
            INSERT INTO session_totals (clone_id, sessions) VALUES (?, 1)
            ON CONFLICT (clone_id) DO UPDATE SET sessions = sessions + 1
            """);
        add.Bind(started.Snapshot.CloneId.ToString("N")).Run();
    }
}
