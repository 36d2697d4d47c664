using System.Collections.Immutable;
using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Clones;

[StatelessWorker]
internal sealed class ExpertDirectoryGrain(IExpertDirectory directory) : Grain, IExpertDirectoryGrain
{
    public Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel) => directory.ListAsync(query, cancel);

    public async Task<Outcome<ExpertDetailView>> GetAsync(Guid expertId, CancellationToken cancel) =>
        await directory.FindAsync(expertId, cancel) is { } found ? found : CloneRefusals.NotFound;

    public async Task<ImmutableArray<ExpertCategoryView>> ListCategoriesAsync(CancellationToken cancel)
    {
        var counts = await directory.CountByCategoryAsync(cancel);
        var known = CategoryCatalog.Known.Select(category => category with { ExpertCount = counts.GetValueOrDefault(category.Name) });
        var others = counts.Keys
            .Where(static name => !CategoryCatalog.Known.Any(category => category.Name == name))
            .Order(StringComparer.Ordinal)
            .Select(name => new ExpertCategoryView(CategoryCatalog.Id(name), name, null, counts[name], null, null));
        return [.. known, .. others];
    }

    public Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel) => directory.ListOwnedAsync(query, cancel);
}
