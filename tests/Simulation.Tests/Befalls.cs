using Simulation.Tests.Clients;
using Simulation.Tests.Engine;
using Simulation.Tests.Storage;

namespace Simulation.Tests;

/// <summary>What goes wrong in a schedule, and when: crashes, partitions, wall clocks that are off, storage that fails.</summary>
internal sealed class Befalls(World world, Cluster cluster, Disk disk, Process control)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly Chance chance = world.Plan.Fork(60);
    private bool isOver;

    public void Begin()
    {
        disk.Faults = chance.Below(4) switch
        {
            0 => DiskFaults.None,
            1 => new DiskFaults(0, 0, 0, 0, 0, 40, TimeSpan.FromSeconds(5)),
            2 => new DiskFaults(10, 20, 15, 10, 5, 40, TimeSpan.FromSeconds(15)),
            _ => new DiskFaults(20, 60, 50, 30, 20, 40, TimeSpan.FromSeconds(45)),
        };
        var crashes = chance.Below(4);
        for (var crash = 0; crash < crashes; crash++)
            At(chance.Span(TimeSpan.Zero, Longest), () => cluster.Crash(chance.Span(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(20))));
        var partitions = Math.Max(0, chance.Below(5) - 2);
        for (var partition = 0; partition < partitions; partition++)
            At(chance.Span(TimeSpan.Zero, Longest), () => cluster.Partition(chance.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60))));
        if (chance.OneIn(3))
            At(chance.Span(TimeSpan.Zero, Longest), () => cluster.Current.Process.Skew = chance.Span(TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(10)));
    }

    /// <summary>From here on nothing goes wrong any more.</summary>
    public void End()
    {
        isOver = true;
        disk.Faults = DiskFaults.None;
        cluster.BuryAll();
        world.Say("nothing goes wrong any more");
    }

    private void At(TimeSpan time, Action happens) => control.Clock.CreateTimer(
        _ =>
        {
            if (!isOver) happens();
        },
        null,
        time,
        Timeout.InfiniteTimeSpan);
}
