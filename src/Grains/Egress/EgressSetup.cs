using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Grains.Egress;

public static class EgressSetup
{
    /// <summary>Registers <see cref="IOutboundDoor"/>, the only way to URLs that users give; bad settings stop the start.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        services.AddOptions<EgressOptions>()
            .BindConfiguration(EgressOptions.Section)
            .ValidateDataAnnotations()
            .Validate(ArePorts, "Egress:Ports must be numbers from 1 to 65,535 with commas between, or 'any'.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EgressPolicy>();
        services.AddSingleton<IOutboundNetwork, SocketNetwork>();
        services.AddSingleton<IOutboundDoor, OutboundDoor>();
        return services;
    }

    private static bool ArePorts(EgressOptions options)
    {
        try
        {
            return options.ReadPorts() is null or { Count: > 0 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
