using Microsoft.Extensions.DependencyInjection;

namespace Grains.Seed;

public static class SeedSetup
{
    /// <summary>Registers what the first start makes.</summary>
    public static IServiceCollection AddSeed(this IServiceCollection services)
    {
        services.AddOptions<SeedOptions>().BindConfiguration(SeedOptions.Section);
        services.AddSingleton<DemoSeed>();
        services.AddSingleton<IDemoContent>(static provider => provider.GetRequiredService<DemoSeed>());
        services.AddHostedService(static provider => provider.GetRequiredService<DemoSeed>());
        return services;
    }
}
