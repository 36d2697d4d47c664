using Grains.Accounts;
using Grains.Chat.Listing;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Chat;

public static class ChatSetup
{
    /// <summary>Live sessions: their options and the sweep that picks up what a dead process left.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("Chat")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICatchUpProjection, SessionListingProjection>();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<IPersonalData, SessionErasure>();
        services.AddHostedService<SessionRecoveryService>();
        return services;
    }
}
