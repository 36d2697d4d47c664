using Grains.Storage;

namespace Grains.Memory;

/// <summary>The read model's goals of users.</summary>
internal sealed class MemoryGoalsProjection : IProjection
{
    public const string Saved = "memory.saved";

    private const string Save = """
        INSERT INTO memory_goals (goal_id, user_id, goal, priority, progress, created_at, completed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        """;

    public string Name => "memory_goals";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [Saved];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS memory_goals;
        CREATE TABLE memory_goals (
            goal_id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL,
            goal TEXT NOT NULL,
            priority TEXT NOT NULL,
            progress TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            completed_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX memory_goals_user ON memory_goals (user_id, created_at);
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var userId = MemoryAddress.UserOf(logged.Stream);
        rows.Execute("DELETE FROM memory_goals WHERE user_id = ?", userId);
        foreach (var goal in StateStream<MemoryState>.Parse(logged.Data).Goals)
            rows.Execute(Save, goal.GoalId, userId, goal.Goal, goal.ShownPriority, goal.ShownProgress, goal.CreatedAt, goal.CompletedAt);
    }
}
