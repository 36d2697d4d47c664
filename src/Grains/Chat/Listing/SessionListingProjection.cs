using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Chat.Listing;

/// <summary>
/// The read model's sessions: a row each, and what each was charged on each day (UTC), which is what the ledger was posted. A batch is
/// folded in memory, so that a session's many events are one change of its row.
/// </summary>
internal sealed class SessionListingProjection : ICatchUpProjection
{
    private const string Insert = """
        INSERT INTO session_listing (
            session_id, owner_id, clone_id, creator_id, expert_name, category, type, demo, started_at, started_month,
            status, last_activity_at, ended_at, active_ticks, total_micros, charged_micros, message_count, answer_count, rating, comment, rated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string Update = """
        UPDATE session_listing SET
            status = coalesce(?, status), last_activity_at = coalesce(?, last_activity_at), ended_at = coalesce(?, ended_at),
            active_ticks = coalesce(?, active_ticks), total_micros = coalesce(?, total_micros), charged_micros = charged_micros + ?,
            message_count = message_count + ?, answer_count = answer_count + ?
        WHERE session_id = ?
        """;

    private const string Rate = "UPDATE session_listing SET rating = ?, comment = ?, rated_at = ? WHERE session_id = ?";

    private const string Spend = """
        INSERT INTO session_spending (session_id, day, month, owner_id, clone_id, creator_id, type, micros)
        SELECT session_id, ?, ?, owner_id, clone_id, creator_id, type, ? FROM session_listing WHERE session_id = ?
        ON CONFLICT (session_id, day) DO UPDATE SET micros = session_spending.micros + excluded.micros
        """;

    public string Name => "session_listing";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } =
    [
        SessionEventCodec.Started, SessionEventCodec.Accepted, SessionEventCodec.Completed, SessionEventCodec.Charged,
        SessionEventCodec.StatusChanged, SessionEventCodec.Ended, SessionEventCodec.Rated,
    ];

    /// <summary>
    /// An owner's history and its statistics are read from one index alone. Days count from the year 1, months likewise, so that both are
    /// numbers that follow one another.
    /// </summary>
    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS session_listing;
        CREATE TABLE session_listing (
            id INTEGER PRIMARY KEY,
            session_id TEXT NOT NULL UNIQUE,
            owner_id TEXT NOT NULL,
            clone_id TEXT NOT NULL,
            creator_id TEXT NOT NULL,
            expert_name TEXT NOT NULL,
            category TEXT,
            type INTEGER NOT NULL,
            demo INTEGER NOT NULL,
            status INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            started_month INTEGER NOT NULL,
            ended_at INTEGER,
            last_activity_at INTEGER NOT NULL,
            active_ticks INTEGER NOT NULL,
            total_micros INTEGER NOT NULL,
            charged_micros INTEGER NOT NULL,
            message_count INTEGER NOT NULL,
            answer_count INTEGER NOT NULL,
            rating INTEGER,
            comment TEXT,
            rated_at INTEGER
        ) STRICT;
        CREATE INDEX session_listing_owner ON session_listing (owner_id, started_at, clone_id, demo, active_ticks, charged_micros, rating);
        CREATE INDEX session_listing_creator ON session_listing (creator_id, clone_id, started_at);

        DROP TABLE IF EXISTS session_spending;
        CREATE TABLE session_spending (
            session_id TEXT NOT NULL,
            day INTEGER NOT NULL,
            month INTEGER NOT NULL,
            owner_id TEXT NOT NULL,
            clone_id TEXT NOT NULL,
            creator_id TEXT NOT NULL,
            type INTEGER NOT NULL,
            micros INTEGER NOT NULL,
            PRIMARY KEY (session_id, day)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_spending_owner ON session_spending (owner_id, day, clone_id, type, micros);
        CREATE INDEX session_spending_creator ON session_spending (creator_id, clone_id, month, micros);
        """);

    public void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch)
    {
        var changed = new Dictionary<string, SessionChanges>(StringComparer.Ordinal);
        foreach (var logged in batch)
        {
            if (!changed.TryGetValue(logged.Stream, out var changes)) changed.Add(logged.Stream, changes = new SessionChanges());
            changes.Add(logged);
        }

        foreach (var (stream, changes) in changed) Write(rows, ChatSessionAddress.Parse(stream), changes);
    }

    private static void Write(IReadModelWriter rows, Guid sessionId, SessionChanges changes)
    {
        if (changes.Started is { } started)
        {
            rows.Execute(
                Insert,
                sessionId, started.OwnerId, started.Snapshot.CloneId, started.Snapshot.OwnerId, started.Snapshot.Name, started.Snapshot.Category,
                (long)started.Type, started.DemoMode, started.At, Calendar.MonthOf(started.At),
                (long)(changes.Status ?? SessionStatus.Active), changes.LastActivityAt ?? started.At, changes.EndedAt, changes.ActiveTime?.Ticks ?? 0,
                changes.TotalMicros ?? 0, changes.ChargedMicros, changes.Messages, changes.Answers,
                changes.Rated?.Rating, changes.Rated?.Comment, changes.Rated?.At);
        }
        else
        {
            if (changes.LastActivityAt is not null || changes.TotalMicros is not null)
            {
                rows.Execute(
                    Update,
                    (long?)changes.Status, changes.LastActivityAt, changes.EndedAt, changes.ActiveTime?.Ticks, changes.TotalMicros, changes.ChargedMicros,
                    changes.Messages, changes.Answers, sessionId);
            }

            if (changes.Rated is { } rated) rows.Execute(Rate, rated.Rating, rated.Comment, rated.At, sessionId);
        }

        foreach (var (day, micros) in changes.Spending) rows.Execute(Spend, day, Calendar.MonthOf(day), micros, sessionId);
    }
}
