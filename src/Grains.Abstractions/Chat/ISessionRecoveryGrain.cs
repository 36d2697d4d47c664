namespace Grains.Chat;

/// <summary>Wakes the sessions that a dead process left in the middle of something. One per cluster, driven by a reminder and at start.</summary>
[Alias("chat.recovery")]
public interface ISessionRecoveryGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "sessions";

    /// <summary>Wakes every unfinished session and makes sure that the reminder stands. Answers how many were woken.</summary>
    [Alias("sweep"), ResponseTimeout("00:05:00")]
    Task<int> SweepAsync(CancellationToken cancel);
}
