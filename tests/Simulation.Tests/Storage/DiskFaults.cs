namespace Simulation.Tests.Storage;

/// <summary>How many of a thousand works meet which fault.</summary>
/// <param name="Busy">Refused before it begins.</param>
/// <param name="NotDone">Reported as failed, and nothing was done.</param>
/// <param name="DoneButFailed">Done, and reported as failed.</param>
/// <param name="FailedThenDone">Reported as failed, and done up to two seconds later: the commit was under way.</param>
/// <param name="ReadFails">A read fails.</param>
/// <param name="LandsAfterDeath">Of a hundred works that are under way when their process dies, how many still arrive.</param>
/// <param name="Slowest">How long a work takes at most; three of a hundred take more than a second.</param>
internal sealed record DiskFaults(int Busy, int NotDone, int DoneButFailed, int FailedThenDone, int ReadFails, int LandsAfterDeath, TimeSpan Slowest)
{
    public static DiskFaults None { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);
}
