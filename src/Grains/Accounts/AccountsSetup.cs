using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Accounts;

public static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection("Accounts")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPersonalData, AvatarErasure>();
        services.AddHostedService<AdminAtStart>();
        return services.AddAvatars();
    }

    /// <summary>Registers <see cref="IAvatars"/>, for silos and for front ends alike.</summary>
    public static IServiceCollection AddAvatars(this IServiceCollection services) => services.AddSingleton<IAvatars, Avatars>();
}
