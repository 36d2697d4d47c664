using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Simulation.Tests.Hosting;

/// <summary>
/// The services of one simulated silo: a table of objects. The usual container would be built for every silo of every schedule, and
/// compiles its factories on the thread pool.
/// </summary>
internal sealed class SiloServices(ILoggerFactory logs) : IKeyedServiceProvider, IServiceScopeFactory, IServiceScope
{
    private readonly Dictionary<Type, object> services = [];
    private readonly Dictionary<(Type, object?), object> keyed = [];

    public IServiceProvider ServiceProvider => this;

    public SiloServices Add<T>(T service)
        where T : class
    {
        services[typeof(T)] = service;
        return this;
    }

    public SiloServices AddKeyed<T>(object key, T service)
        where T : class
    {
        keyed[(typeof(T), key)] = service;
        return this;
    }

    public object? GetService(Type serviceType)
    {
        if (services.TryGetValue(serviceType, out var service)) return service;
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceScopeFactory)) return this;
        if (!serviceType.IsGenericType) return null;
        var shape = serviceType.GetGenericTypeDefinition();
        if (shape == typeof(ILogger<>))
            return services[serviceType] = Activator.CreateInstance(typeof(Logger<>).MakeGenericType(serviceType.GetGenericArguments()), logs)!;
        return shape == typeof(IEnumerable<>) ? Array.CreateInstance(serviceType.GetGenericArguments()[0], 0) : null;
    }

    public object? GetKeyedService(Type serviceType, object? serviceKey) => keyed.GetValueOrDefault((serviceType, serviceKey));

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"The simulated silo has no {serviceType} named {serviceKey}.");

    public IServiceScope CreateScope() => this;

    public void Dispose()
    {
    }
}
