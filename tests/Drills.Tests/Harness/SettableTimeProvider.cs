namespace Drills.Tests.Harness;

/// <summary>The machine's clock, as it is after somebody has set it: the time of day jumps, what measures spans does not.</summary>
internal sealed class SettableTimeProvider : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref offsetTicks));

    public void Jump(TimeSpan by) => Interlocked.Add(ref offsetTicks, by.Ticks);
}
