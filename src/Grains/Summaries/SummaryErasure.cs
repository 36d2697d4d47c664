using Grains.Accounts;
using Grains.Storage;

namespace Grains.Summaries;

/// <summary>Forgets a user's summaries with their notes and action items.</summary>
internal sealed class SummaryErasure(IDatabase database, IGrainFactory grains) : IPersonalData
{
    public string Kind => "summaries";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var sessions = await database.ReadAsync(
            sql => sql.QueryAsync("SELECT session_id FROM summary_listing WHERE owner_id = ? ORDER BY id", static row => row.Guid(0), userId), cancel);
        var removed = 0;
        foreach (var sessionId in sessions)
            if (await grains.Summary(sessionId).EraseAsync(userId, cancel)) removed++;
        return new Erasure(removed, 0);
    }
}
