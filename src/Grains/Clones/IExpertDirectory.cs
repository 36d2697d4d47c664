namespace Grains.Clones;

/// <summary>Reads clones from the read model.</summary>
internal interface IExpertDirectory
{
    Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel);

    /// <summary>Null unless it is published.</summary>
    Task<ExpertDetailView?> FindAsync(Guid cloneId, CancellationToken cancel);

    /// <summary>Published clones by category name; categories without one are absent.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancel);

    Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel);
}
