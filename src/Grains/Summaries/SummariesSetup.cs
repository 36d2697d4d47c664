using Grains.Accounts;
using Grains.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Summaries;

public static class SummariesSetup
{
    /// <summary>Summaries of sessions, their list and their action items.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SummaryOptions>().Bind(configuration.GetSection("Summaries")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new StateStream<SummaryState>(
            provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<IDatabase>(), SummaryListingProjection.Saved));
        services.AddSingleton<IProjection, SummaryListingProjection>();
        services.AddSingleton<IPersonalData, SummaryErasure>();
        return services;
    }
}
