using System.Collections.Immutable;
using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>Lists clones from the read model: the public ones as experts, and an owner's own. A pool of workers per silo.</summary>
[Alias("clones.expert-directory")]
public interface IExpertDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Published clones that fit the filters.</summary>
    [Alias("list"), Repeatable]
    Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel);

    /// <summary>As a list that <see cref="ListExperts.Search"/> narrows, with where its words stand.</summary>
    [Alias("search"), Repeatable]
    Task<ExpertSearchView> SearchAsync(ListExperts query, CancellationToken cancel);

    /// <summary>
    /// The best by rating, where few ratings count for less than many, then by sessions; at most two of each category before every
    /// category has had its turn.
    /// </summary>
    /// <param name="limit">1 to 50.</param>
    [Alias("featured"), Repeatable]
    Task<ImmutableArray<ExpertView>> ListFeaturedAsync(int limit, CancellationToken cancel);

    /// <summary>
    /// Published clones that fit what the user has talked about, rated and set out to reach; for a new user the best. Never the
    /// user's own, and those known already only after all others.
    /// </summary>
    [Alias("recommend"), Repeatable]
    Task<ImmutableArray<RecommendedExpert>> RecommendAsync(RecommendExperts query, CancellationToken cancel);

    /// <summary>A published clone; not-found for any other.</summary>
    [Alias("get"), Repeatable]
    Task<Outcome<ExpertDetailView>> GetAsync(Guid expertId, CancellationToken cancel);

    /// <summary>The known categories and those in use, with how many published clones each has.</summary>
    [Alias("categories"), Repeatable]
    Task<ImmutableArray<ExpertCategoryView>> ListCategoriesAsync(CancellationToken cancel);

    /// <summary>One page of what a user owns, newest first.</summary>
    [Alias("owned"), Repeatable]
    Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel);
}
