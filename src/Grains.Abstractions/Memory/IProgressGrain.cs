using Grains.Outcomes;

namespace Grains.Memory;

/// <summary>Adds up a user's goals and action items from the read model. A pool of workers per silo.</summary>
[Alias("memory.progress")]
public interface IProgressGrain : IGrainWithStringKey
{
    /// <summary>
    /// A goal or action item counts by when it was set, as completed by when it was completed. Months without any are left out, newest first.
    /// </summary>
    /// <param name="from">Null for no limit.</param>
    /// <param name="to">The first instant after; null for no limit.</param>
    [Alias("get"), Repeatable]
    Task<ProgressView> GetAsync(Guid userId, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel);
}
