using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Wallets;

public static class WalletSetup
{
    public static IServiceCollection AddWallets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WalletOptions>().Bind(configuration.GetSection("Wallets")).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
