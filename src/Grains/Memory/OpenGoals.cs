using Grains.Clones.Listing;
using Grains.Storage;

namespace Grains.Memory;

/// <summary>The goals that a user has not reached yet, as recommendations of experts want them.</summary>
internal sealed class OpenGoals(IDatabase database) : IUserGoals
{
    private const int Limit = 20;

    // Written with the memory itself, so there is nothing to catch up with.
    private const string Select = """
        SELECT goal FROM memory_goals WHERE user_id = ? AND completed_at IS NULL
        ORDER BY CASE priority WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, created_at DESC, goal_id LIMIT ?
        """;

    public async Task<IReadOnlyList<string>> ListAsync(Guid userId, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.QueryAsync(Select, static row => row.Text(0), userId, Limit), cancel);
}
