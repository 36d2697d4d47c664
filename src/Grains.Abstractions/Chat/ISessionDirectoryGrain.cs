using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>Lists sessions from the read model, with all that was stored before it was asked. A pool of workers per silo.</summary>
[Alias("chat.session-directory")]
public interface ISessionDirectoryGrain : IGrainWithStringKey
{
    /// <summary>A user's own sessions that fit the filters, demos among them.</summary>
    [Alias("history"), Repeatable]
    Task<SessionHistoryView> ListHistoryAsync(ListSessionHistory query, CancellationToken cancel);
}
