using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Clones.Listing;

[StatelessWorker]
internal sealed class ExpertDirectoryGrain(IExpertDirectory directory, Recommendations recommendations) : Grain, IExpertDirectoryGrain
{
    public Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel) => directory.ListAsync(query, cancel);

    public Task<ExpertSearchView> SearchAsync(ListExperts query, CancellationToken cancel) => directory.SearchAsync(query, cancel);

    public Task<ImmutableArray<ExpertView>> ListFeaturedAsync(int limit, CancellationToken cancel) => directory.ListFeaturedAsync(limit, cancel);

    public Task<ImmutableArray<RecommendedExpert>> RecommendAsync(RecommendExperts query, CancellationToken cancel) =>
        recommendations.ForAsync(query, cancel);

    public async Task<Outcome<ExpertDetailView>> GetAsync(Guid expertId, CancellationToken cancel)
    {
        if (await directory.FindAsync(expertId, cancel) is not var (detail, stored)) return CloneRefusals.NotFound;

        var reviews = ImmutableArray.CreateBuilder<ReviewView>(stored.Length);
        foreach (var (user, review) in stored) reviews.Add(review with { UserName = await NameOfAsync(user, cancel) });
        return detail with { Reviews = reviews.MoveToImmutable() };
    }

    public async Task<ImmutableArray<ExpertCategoryView>> ListCategoriesAsync(CancellationToken cancel)
    {
        var counts = await directory.CountByCategoryAsync(cancel);
        var known = CategoryCatalog.Known.Select(category => category with { ExpertCount = counts.GetValueOrDefault(category.Id).Count });
        var others = counts
            .Where(static one => !CategoryCatalog.Known.Any(category => category.Id == one.Key))
            .OrderBy(static one => one.Value.Name, StringComparer.Ordinal)
            .Select(static one => new ExpertCategoryView(one.Key, one.Value.Name, null, one.Value.Count, null, null));
        return [.. known, .. others];
    }

    public Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel) => directory.ListOwnedAsync(query, cancel);

    /// <summary>The name as it is now; an account that is gone has none.</summary>
    private async Task<string?> NameOfAsync(Guid? user, CancellationToken cancel) =>
        user is { } id && (await GrainFactory.Account(id).GetAsync(cancel)).Value is { FullName: var name } ? name : null;
}
