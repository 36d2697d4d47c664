using Grains.Accounts;
using Grains.Clones.Listing;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Clones;

public static class ClonesSetup
{
    /// <summary>Registers what clones and the directory of experts need.</summary>
    public static IServiceCollection AddClones(this IServiceCollection services)
    {
        services.AddSingleton<CloneLog>();
        services.AddSingleton<IProjection, CloneListingProjection>();
        services.AddSingleton<ICatchUpProjection, ExpertListingProjection>();
        services.AddSingleton<IExpertDirectory, ExpertDirectory>();
        services.AddSingleton<IPersonalData, CloneErasure>();
        services.AddSingleton<Recommendations>();
        services.AddSingleton<ReviewerLog>();
        services.AddSingleton<IPersonalData, Reviews>();
        services.AddSingleton<IPersonalData, OwnedClones>();
        return services.AddCloneAvatars();
    }

    /// <summary>Registers <see cref="ICloneAvatars"/>, for silos and for front ends alike.</summary>
    public static IServiceCollection AddCloneAvatars(this IServiceCollection services) => services.AddSingleton<ICloneAvatars, CloneAvatars>();
}
