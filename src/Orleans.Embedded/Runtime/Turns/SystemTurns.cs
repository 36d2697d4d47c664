namespace Orleans.Runtime.Turns;

/// <summary>Turns of the engine's own work, so that all that it does is run by the <see cref="ITurnScheduler"/>.</summary>
internal sealed class SystemTurns : ITurnOwner
{
    private readonly TurnQueue turns;

    public SystemTurns(ITurnScheduler scheduler) => turns = new(this, scheduler);

    public IGrainContext? Context => null;

    public void Pump()
    {
        lock (turns.Gate)
            turns.PumpedLocked();
    }

    /// <summary>Begins work on a turn; what it awaits comes back to one. The work handles its own errors.</summary>
    public void Run(Func<Task> work) => turns.QueueAction(() => _ = work());
}
