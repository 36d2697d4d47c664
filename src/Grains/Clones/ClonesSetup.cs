using Grains.Accounts;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Clones;

public static class ClonesSetup
{
    /// <summary>Registers what clones and the directory of experts need.</summary>
    public static IServiceCollection AddClones(this IServiceCollection services)
    {
        services.AddSingleton<CloneLog>();
        services.AddSingleton<IProjection, CloneListingProjection>();
        services.AddSingleton<IExpertDirectory, ExpertDirectory>();
        services.AddSingleton<IPersonalData, CloneErasure>();
        return services;
    }
}
