using Grains.Accounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Limits;

public static class LimitsSetup
{
    /// <exception cref="InvalidOperationException">A setting of section <c>Limits</c> cannot be used.</exception>
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPersonalData, LimitErasure>();
        return services.AddSingleton(LimitsOptions.Read(configuration.GetSection("Limits")));
    }
}
