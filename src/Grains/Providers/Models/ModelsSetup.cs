using Grains.Chat.Models;
using Grains.Providers.Models.Summaries;
using Grains.Summaries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Models;

public static class ModelsSetup
{
    /// <summary>Registers <see cref="IAnswerer"/> over the models of the <c>Models</c> section; bad settings stop the start.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelsOptions>().Bind(configuration.GetSection("Models")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<IAnswerer, ChatAnswerer>();
        services.AddSingleton<ISummaryWriter, ModelSummaryWriter>();
        services.AddHostedService<BuiltInWarmUp>();
        return services;
    }
}
