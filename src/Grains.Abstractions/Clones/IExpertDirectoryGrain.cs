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
