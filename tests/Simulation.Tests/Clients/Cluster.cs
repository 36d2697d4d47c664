using Simulation.Tests.Defects;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Clients;

/// <summary>The silo that serves, those that only believe that they do, and what befalls them.</summary>
internal sealed class Cluster(World world, Disk disk, Defect defect, Process control)
{
    private readonly List<SimulatedSilo> zombies = [];
    private int started;

    public SimulatedSilo Current { get; private set; } = null!;

    public IReadOnlyList<SimulatedSilo> Zombies => zombies;

    public int Crashes { get; private set; }

    public int Partitions { get; private set; }

    /// <summary>How often two silos wrote at once.</summary>
    public bool IsAlone => zombies.Count == 0;

    public void Start()
    {
        var silo = new SimulatedSilo(world, $"silo{++started}", disk, defect);
        Current = silo;
        silo.Start(() =>
        {
            silo.Kill();
            if (ReferenceEquals(Current, silo)) After(TimeSpan.FromSeconds(1), Start);
        });
    }

    /// <summary>The process dies, and a supervisor starts it again.</summary>
    public void Crash(TimeSpan downtime)
    {
        Crashes++;
        Current.Kill();
        After(downtime, Start);
    }

    /// <summary>The process is cut off and another one takes its place, while it goes on with those clients that still reach it.</summary>
    public void Partition(TimeSpan span)
    {
        if (!Current.IsUp) return;
        Partitions++;
        var zombie = Current;
        world.Say($"{zombie.Process.Name} is a zombie");
        zombie.IsZombie = true;
        zombies.Add(zombie);
        Start();
        After(span, () => Bury(zombie));
    }

    public void BuryAll()
    {
        foreach (var zombie in zombies.ToArray()) Bury(zombie);
    }

    /// <summary>Where a client's next call goes.</summary>
    public SimulatedSilo Choose(Chance chance) => zombies.Count > 0 && chance.Percent(40) ? chance.Of(zombies) : Current;

    private void Bury(SimulatedSilo zombie)
    {
        zombie.Kill();
        zombies.Remove(zombie);
    }

    private void After(TimeSpan delay, Action action) =>
        control.Clock.CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);
}
