using Grains.Accounts;
using Grains.Chat.Attachments;
using Grains.Chat.Listing;
using Grains.Chat.RagMetrics;
using Grains.Chat.RagTests;
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
        services.AddAttachments();
        services.AddSingleton<RagTestLog>();
        services.AddSingleton<ICatchUpProjection, RagUsageProjection>();
        services.AddSingleton<RagUsage>();
        services.AddSingleton<ICatchUpProjection, SessionListingProjection>();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<IPersonalData, SessionErasure>();
        services.AddHostedService<SessionRecoveryService>();
        return services;
    }
}
