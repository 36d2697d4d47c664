using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>How well a clone's retrieval serves its sessions, from what happened in them.</summary>
[Alias("chat.rag-metrics")]
public interface IRagMetricsGrain : IGrainWithStringKey
{
    /// <summary>Up to the last event committed before the call. Only the clone's owner gets an answer.</summary>
    [Alias("get"), Repeatable]
    Task<Outcome<RagMetricsView>> GetAsync(Guid userId, CancellationToken cancel);
}
