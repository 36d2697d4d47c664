using Grains.Chat;
using Grains.Chat.Models;
using Grains.Storage;
using Microsoft.Extensions.Options;
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

    public virtual IOptions<ChatOptions> Chat => SiloSettings.Chat;

    public virtual IEventLog Wrap(IEventLog log, ILedger ledger) => log;

    public virtual IAnswerer Wrap(IAnswerer answerer) => answerer;

    public virtual IEnumerable<IIncomingGrainCallFilter> Filters(Book book) => [];

    /// <summary>What becomes of a stored event between the grain and its watcher; null drops it.</summary>
    public virtual SessionEvent? Carry(SessionEvent happened, bool isFirstAfterReconnect) => happened;

    /// <summary>Called for the book once the set-up is done.</summary>
    public virtual void Spoil(Book book)
    {
    }

    /// <summary>Called for each process as it starts.</summary>
    public virtual void Spoil(Process process)
    {
    }
}
