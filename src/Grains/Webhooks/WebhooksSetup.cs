using Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Webhooks;

public static class WebhooksSetup
{
    /// <summary>Registers webhooks. They go out by the door of Egress and follow the log by the storage's feed.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetrySchedule>();
        services.AddSingleton<DeliveryPolicy>();
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryPump>();
        services.AddTransient<WebhookFacts>();
        services.AddTransient<WebhookFollower>();
        services.AddSingleton<IPersonalData, WebhookErasure>();
        services.AddHostedService<WebhookStart>();
        return services;
    }
}
