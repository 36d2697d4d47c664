using Grains.Accounts;
using Grains.Clones.Listing;
using Grains.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Memory;

public static class MemorySetup
{
    /// <summary>What is remembered of users, and their goals.</summary>
    public static IServiceCollection AddMemory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MemoryOptions>().Bind(configuration.GetSection("Memory")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new StateStream<MemoryState>(
            provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<IDatabase>(), MemoryGoalsProjection.Saved));
        services.AddSingleton<IProjection, MemoryGoalsProjection>();
        services.AddSingleton<IUserGoals, OpenGoals>();
        services.AddSingleton<IPersonalData, MemoryErasure>();
        return services;
    }
}
