using System.Collections.Immutable;
using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Memory;

/// <summary>What is remembered of one user over all sessions. Whoever calls it has made sure that it is for that user.</summary>
[Alias("memory.user")]
public interface IUserMemoryGrain : IGrainWithStringKey
{
    /// <summary>Refused where the user has switched memory off.</summary>
    [Alias("store"), Repeatable]
    Task<Outcome<SessionMemoryView>> StoreAsync(StoreMemory command, CancellationToken cancel);

    [Alias("get-session"), ReadOnly, Repeatable]
    Task<SessionMemoryView> GetSessionAsync(Guid sessionId, CancellationToken cancel);

    [Alias("get-profile"), ReadOnly, Repeatable]
    Task<MemoryProfileView> GetProfileAsync(CancellationToken cancel);

    /// <summary>What a new session with an expert is given, most useful first and bounded; nothing where memory is switched off.</summary>
    [Alias("recall"), ReadOnly, Repeatable]
    Task<ImmutableArray<MemoryNote>> RecallAsync(Guid expertId, CancellationToken cancel);

    /// <summary>Removes or merges old entries; what goes is gone from the log, too.</summary>
    [Alias("clean"), Repeatable]
    Task<Outcome<CleanupView>> CleanAsync(CleanMemory command, CancellationToken cancel);

    /// <summary>Open goals first, newest first.</summary>
    [Alias("list-goals"), ReadOnly, Repeatable]
    Task<ImmutableArray<GoalView>> ListGoalsAsync(CancellationToken cancel);

    [Alias("change-goal"), Repeatable]
    Task<Outcome<GoalView>> ChangeGoalAsync(ChangeGoal command, CancellationToken cancel);

    /// <summary>Whether memory is stored and used from now on; what is stored stays until it is cleaned up.</summary>
    [Alias("switch"), Repeatable]
    Task<Outcome<bool>> SwitchAsync(bool enabled, CancellationToken cancel);

    /// <summary>Forgets everything, also what the log held. Answers how many entries and goals there were.</summary>
    [Alias("erase"), Repeatable]
    Task<int> EraseAsync(CancellationToken cancel);
}
