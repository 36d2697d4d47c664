using Microsoft.Extensions.Hosting;

namespace Silo;

/// <summary>Adds the grains, their storage and the engine that runs them to a host.</summary>
public static class SiloHosting
{
    public static IHostApplicationBuilder AddGrainsSilo(this IHostApplicationBuilder builder, SiloSettings settings) => builder;
}
