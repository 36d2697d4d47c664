using Grains.Chat.Models;
using Grains.Storage;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Defects;

/// <summary>
/// Something that is broken on purpose in what a silo is given, so that the simulation can be seen to find it. This one is nothing:
/// the product as it is.
/// </summary>
internal class Defect
{
    public static Defect None { get; } = new();

    /// <summary>Whether the filter that makes storage's failures quiet is in place.</summary>
    public virtual bool KeepsErrorsQuiet => true;

    public virtual IEventLog Wrap(IEventLog log, SimulatedSilo silo) => log;

    public virtual IAnswerer Wrap(IAnswerer answerer, SimulatedSilo silo) => answerer;

    public virtual IEnumerable<IIncomingGrainCallFilter> Filters(SimulatedSilo silo) => [];

    public virtual Disk MakeDisk(World world, Book book) => new(world, book);

    /// <summary>What becomes of a stored event between the grain and its watcher; null drops it.</summary>
    public virtual Grains.Chat.SessionEvent? Carry(Grains.Chat.SessionEvent happened, bool isFirstAfterReconnect) => happened;

    /// <summary>Called once the schedule is under way.</summary>
    public virtual void Plant(World world, Book book)
    {
    }
}
