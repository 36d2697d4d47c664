using Grains.Chat;
using Grains.Outcomes;
using Grains.Wallets;
using Simulation.Tests.Clients;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Invariants;
using Simulation.Tests.Storage;

namespace Simulation.Tests;

/// <summary>
/// After the faults: everything comes to rest within a stated time. Turns end, watchers have all, sessions can be ended, and what is left of
/// every lease can be spent again.
/// </summary>
internal sealed class Rest(World world, Book book, Cluster cluster, History history, List<Person> people, List<Watcher> watchers, Process clients)
{
    /// <summary>A sweep every minute, two of them for an activation that was overtaken, and then the slowest answers of three turns.</summary>
    private static readonly TimeSpan TurnsEndWithin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan WatchersCatchUpWithin = TimeSpan.FromMinutes(2);

    /// <summary>Reminders and leases go by the wall clock: where it was put back, they come later by as much.</summary>
    private TimeSpan Late => cluster.Current.Process.Skew < TimeSpan.Zero ? -cluster.Current.Process.Skew : TimeSpan.Zero;

    public void Run()
    {
        history.Require(world.RunUntil(() => cluster.Current.IsUp, TimeSpan.FromMinutes(1)), Invariant.OneEnding, () => "no silo comes up");
        var ended = world.RunUntil(() => book.ListUnfinished(ChatSessionAddress.Prefix, "", 1).Count == 0, TurnsEndWithin + Late);
        history.Require(ended, Invariant.OneEnding, () => $"turns stay open: {string.Join(", ", book.ListUnfinished(ChatSessionAddress.Prefix, "", 10))}");
        EndAll();

        // After the end and not before it: an activation that a dead silo overtook learns of it with its next write.
        var caughtUp = world.RunUntil(
            () => watchers.TrueForAll(watcher => watcher.IsDone) || history.Watches.TrueForAll(HasAll), WatchersCatchUpWithin);
        history.Require(caughtUp, Invariant.OrderedAndResumable, () => $"a watcher of {history.Watches.First(seen => !HasAll(seen)).Session.Name} does not catch up");
        foreach (var watcher in watchers) watcher.IsWanted = false;
        world.RunFor(SiloSettings.Wallets.Value.LeaseDuration + TimeSpan.FromMinutes(1) + Late);
        foreach (var user in history.Users) TakeAll(user);
    }

    private bool HasAll(WatchHistory seen)
    {
        // A rating may follow the end, which is where a watcher leaves.
        if (seen.Stored is [.., ChatSessionEnded]) return true;
        var head = book.HeadOf(seen.Session.Stream).Seq;
        return seen.Last >= head || book.Read(new(seen.Session.Stream, seen.Last, 1)) is [{ Type: SessionEventCodec.Part }];
    }

    private void EndAll()
    {
        foreach (var session in history.Sessions)
        {
            var owner = people.Find(person => person.Owns(session)) ?? throw new InvalidOperationException("A session without a person.");
            var isEnded = false;
            clients.Run(async () =>
            {
                for (var attempt = 0; attempt < 10 && !isEnded; attempt++) isEnded = await owner.Sessions.EndAsync(session);
                if (isEnded && session.FinalMicros is not null) await owner.Sessions.EndAsync(session);
            });
            history.Require(
                world.RunUntil(() => isEnded, TimeSpan.FromMinutes(2)), Invariant.OneBill, () => $"{session.Name} cannot be ended");
        }
    }

    /// <summary>All that a user has can be leased by one more session: nothing lies idle in an escrow after the end of its session and its lease.</summary>
    private void TakeAll(UserHistory user)
    {
        var owned = book.Ledger.Get(new WalletId(user.Id).ToString()).BalanceMicros
            + book.Ledger.List(EscrowAccount.PrefixOf(user.Id)).Sum(account => account.BalanceMicros);
        if (owned == 0) return;
        var session = world.Plan.Id();
        var request = new RequestLease(session, $"lease:{session:N}:0:1", owned, owned);
        var granted = -1L;
        clients.Run(async () =>
        {
            Outcome<LeaseView> lease;
            do lease = await cluster.Current.CallAsync(grains => grains.Wallet(user.Id).LeaseAsync(request, default));
            while (lease.Refusal?.Kind == RefusalKind.Unavailable);
            granted = lease.Value?.GrantedMicros ?? 0;
        });
        world.RunUntil(() => granted >= 0, TimeSpan.FromMinutes(1));
        history.Require(
            granted == owned,
            Invariant.Conservation,
            () => $"{user.Name} owns {owned} and can spend {granted}; idle: {string.Join(", ", book.Ledger.List(EscrowAccount.PrefixOf(user.Id)))}");
    }
}
