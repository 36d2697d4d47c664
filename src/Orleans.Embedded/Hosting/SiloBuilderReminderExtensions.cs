using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Runtime.Reminders;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Adds reminders.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Delivers the reminders of the registered <see cref="IReminderTable"/>.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) =>
        builder.ConfigureServices(services => services.AddReminders());

    /// <summary>Delivers the reminders of the registered <see cref="IReminderTable"/>.</summary>
    public static void AddReminders(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(LocalReminders)))
            return;
        services.AddSingleton<LocalReminders>();
        services.TryAddSingleton<IReminderRegistry, ReminderRegistry>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LocalReminders>());
    }
}
