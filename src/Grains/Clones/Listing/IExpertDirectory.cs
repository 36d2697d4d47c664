using System.Collections.Immutable;

namespace Grains.Clones.Listing;

/// <summary>Reads experts and clones from the read model.</summary>
internal interface IExpertDirectory
{
    Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel);

    /// <summary>The same with what was hit.</summary>
    Task<ExpertSearchView> SearchAsync(ListExperts query, CancellationToken cancel);

    /// <summary>Null unless it is published. The reviews are without names, newest first.</summary>
    Task<(ExpertDetailView Detail, ImmutableArray<StoredReview> Reviews)?> FindAsync(Guid cloneId, CancellationToken cancel);

    /// <summary>Published clones by the id of their category; categories without one are absent.</summary>
    Task<IReadOnlyDictionary<string, (string Name, int Count)>> CountByCategoryAsync(CancellationToken cancel);

    /// <summary>The best by ratings and sessions, of each category at most two before all categories have had a turn.</summary>
    Task<ImmutableArray<ExpertView>> ListFeaturedAsync(int limit, CancellationToken cancel);

    Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel);
}
