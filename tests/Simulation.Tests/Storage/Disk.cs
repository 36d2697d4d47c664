using Grains.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>
/// The way to the <see cref="Book"/>: work waits, becomes durable some time later or never, and is answered after that or never. A
/// process that dies loses what it had not brought to the disk; what was under way to a database server may still arrive.
/// </summary>
internal class Disk
{
    private static readonly TimeSpan Fast = TimeSpan.FromMicroseconds(100);

    private readonly World world;
    private readonly Process controller;

    public Disk(World world, Book book)
    {
        this.world = world;
        Book = book;
        controller = new Process(world, "disk");
    }

    private enum Fate
    {
        Done,
        NotDone,
        DoneButFailed,
        FailedThenDone,
    }

    public Book Book { get; }

    public World World => world;

    /// <summary>How often what goes wrong; none where the schedule is to come to rest.</summary>
    public DiskFaults Faults { get; set; } = DiskFaults.None;

    /// <summary>Called after each work that may have changed the book.</summary>
    public Action? Changed { get; set; }

    public virtual Task<T> ReadAsync<T>(Process process, string what, Func<Book, T> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var work = new DiskWork<T>(process, what, read, null, cancel);
        var fails = world.Faults.Below(1000) < Faults.ReadFails;
        After(process, Delay(), () =>
        {
            if (work.TryCancel()) return;
            if (fails)
            {
                Fail(work, "read fails");
                return;
            }

            work.Run(Book);
            work.Answer();
        });
        return work.Task;
    }

    public virtual Task<T> WriteAsync<T>(Process process, string what, Func<Book, T> write, CancellationToken cancel, Func<string>? details = null)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var work = new DiskWork<T>(process, what, write, details, cancel);
        var luck = world.Faults.Below(1000);
        if ((luck -= Faults.Busy) < 0)
        {
            After(process, Fast, () => work.Fail(new StorageBusyException(1)));
            return work.Task;
        }

        var fate = (luck -= Faults.NotDone) < 0 ? Fate.NotDone
            : (luck -= Faults.DoneButFailed) < 0 ? Fate.DoneButFailed
            : luck - Faults.FailedThenDone < 0 ? Fate.FailedThenDone
            : Fate.Done;
        var landsAnyway = world.Faults.Below(100) < Faults.LandsAfterDeath;
        After(null, Delay(), () =>
        {
            if (process.IsGone && !landsAnyway)
                work.Say("lost with its process");
            else if (!work.TryCancel())
                Meet(work, fate);
        });
        return work.Task;
    }

    private void Meet<T>(DiskWork<T> work, Fate fate)
    {
        switch (fate)
        {
            case Fate.NotDone:
                Fail(work, "not done");
                break;
            case Fate.FailedThenDone:
                Fail(work, "failed, and done later");
                After(null, world.Faults.Span(Fast, TimeSpan.FromSeconds(2)), () => Do(work));
                break;
            case Fate.DoneButFailed:
                Do(work);
                Fail(work, "done, but failed");
                break;
            default:
                Do(work);
                After(work.Process, world.Faults.Span(TimeSpan.Zero, Fast), work.Answer);
                break;
        }
    }

    private void Do<T>(DiskWork<T> work)
    {
        work.Run(Book);
        work.Say(work.Tell());
        Changed?.Invoke();
    }

    private static void Fail<T>(DiskWork<T> work, string how)
    {
        work.Say(how);
        work.Fail(new StorageUnavailableException("The storage failed."));
    }

    private TimeSpan Delay()
    {
        var chance = world.Faults;
        if (Faults == DiskFaults.None) return chance.Span(Fast, TimeSpan.FromMilliseconds(1));
        return chance.Below(100) switch
        {
            < 70 => chance.Span(Fast, TimeSpan.FromMilliseconds(4)),
            < 97 => chance.Span(TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(400)),
            _ => chance.Span(TimeSpan.FromSeconds(1), Faults.Slowest),
        };
    }

    private void After(Process? process, TimeSpan delay, Action action) =>
        (process ?? controller).Clock.CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);
}
