using Grains.Accounts;
using Grains.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Mail;

public static class MailSetup
{
    /// <summary>The mail server that the settings name, or the outbox in the data folder.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var section = configuration.GetSection("Mail");
        services.AddOptions<MailOptions>().Bind(section).ValidateDataAnnotations()
            .Validate(static mail => mail.Smtp.Port is >= 1 and <= 65_535, "Mail:Smtp:Port must be from 1 to 65,535.")
            .ValidateOnStart();
        services.AddHostedService<MailQueueService>();
        if (!string.IsNullOrWhiteSpace(section["Smtp:Host"]))
        {
            services.AddSingleton<IMailSender, SmtpMailSender>();
            return services;
        }

        services.AddSingleton(provider => new OutboxMailSender(Path.Combine(dataFolder, "outbox"), provider.GetRequiredService<IOptions<MailOptions>>()));
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<OutboxMailSender>());
        services.AddSingleton<IMailOutbox>(provider => provider.GetRequiredService<OutboxMailSender>());
        services.AddSingleton<IPersonalData, OutboxErasure>();
        return services;
    }
}
