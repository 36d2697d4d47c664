using Microsoft.Extensions.AI;

namespace Grains.Providers.Models;

/// <summary>A model that can be asked, with its limits and its circuit.</summary>
internal sealed record ConfiguredModel(string Name, IChatClient Client, ProviderOptions Limits, CircuitBreaker Breaker)
{
    /// <summary>True where the same request gives the same text.</summary>
    public bool Repeatable { get; init; }
}
