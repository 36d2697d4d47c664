using Microsoft.Extensions.DependencyInjection;

namespace Grains.Seed;

public static class SeedSetup
{
    /// <summary>Registers what the first start makes.</summary>
    public static IServiceCollection AddSeed(this IServiceCollection services)
    {
        services.AddOptions<SeedOptions>().BindConfiguration(SeedOptions.Section);
        return services;
    }

    /// <summary>Registers <see cref="IDemoContent"/>, for silos and for front ends alike.</summary>
    public static IServiceCollection AddDemoContent(this IServiceCollection services)
    {
        services.AddSingleton<DemoContent>();
        services.AddSingleton<IDemoContent>(static provider => provider.GetRequiredService<DemoContent>());
        services.AddHostedService(static provider => provider.GetRequiredService<DemoContent>());
        return services;
    }
}
