using Grains.Storage;

namespace Grains.Chat;

/// <summary>The read model's count of sessions that each clone has had; demos do not count.</summary>
internal sealed class SessionTotalsProjection : IProjection
{
    private const string Add = """
        INSERT INTO session_totals (clone_id, sessions) VALUES (?, 1)
        ON CONFLICT (clone_id) DO UPDATE SET sessions = session_totals.sessions + 1
        """;

    public string Name => "session_totals";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [SessionEventCodec.Started];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS session_totals;
        CREATE TABLE session_totals (clone_id TEXT PRIMARY KEY, sessions INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        if (SessionEventCodec.Decode(logged) is not ChatSessionStarted { DemoMode: false } started) return;
        rows.Execute(Add, started.Snapshot.CloneId);
    }
}
