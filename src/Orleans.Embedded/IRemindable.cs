using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that reminders call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick, activating the grain if need be; a tick is delivered at most once.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
