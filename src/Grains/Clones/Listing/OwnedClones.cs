using Grains.Accounts;

namespace Grains.Clones.Listing;

/// <summary>The clones of a creator who is gone go with them, and all that they know; what was said to others and earned stays in the books.</summary>
internal sealed class OwnedClones(IExpertDirectory directory, IGrainFactory grains) : IPersonalData
{
    private const int PageSize = 100;

    public string Kind => "clones";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var removed = 0;
        while (true)
        {
            // A deleted clone is listed no more, so the rest is always on the first page.
            var owned = await directory.ListOwnedAsync(new ListOwnedClones(userId, null, 1, PageSize), cancel);
            if (owned.Clones.IsEmpty) return new Erasure(removed, 0);
            foreach (var clone in owned.Clones)
            {
                var deleted = await grains.Clone(clone.CloneId).DeleteAsync(new DeleteClone(userId), cancel);
                if (deleted.IsRefused(out var refusal, out _)) throw new InvalidOperationException($"Deleting a clone was refused: {refusal.Code}.");
                removed++;
            }
        }
    }
}
