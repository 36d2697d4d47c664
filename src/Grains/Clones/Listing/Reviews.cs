using Grains.Accounts;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Clones.Listing;

/// <summary>Reviews of a user who is gone stay with the expert, stars and comment, and nobody can tell any more whose they were.</summary>
internal sealed class Reviews(ReviewerLog log, IDatabase database, IReadModel readModel) : IPersonalData
{
    public string Kind => "reviews";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        var (sessions, reviews) = await database.ReadAsync(
            async sql => (
                await sql.NumberAsync("SELECT count(*) FROM expert_sessions WHERE user_id = ?", userId),
                await sql.NumberAsync("SELECT count(*) FROM expert_sessions WHERE user_id = ? AND rating IS NOT NULL", userId)),
            cancel);
        if (sessions > 0) await log.ForgetAsync(userId, cancel);
        return new Erasure(0, (int)reviews);
    }
}
