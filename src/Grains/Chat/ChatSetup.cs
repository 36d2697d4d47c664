using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Chat;

public static class ChatSetup
{
    /// <summary>Live sessions: their options and the sweep that picks up what a dead process left.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("Chat")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<SessionRecoveryService>();
        return services;
    }
}
