using Grains.Limits;
using Simulation.Tests.Defects;
using Simulation.Tests.Invariants;
using Simulation.Tests.Storage;
using Xunit.Abstractions;

namespace Simulation.Tests;

/// <summary>
/// The simulation is tested by what it finds: each of these breaks one thing that a silo is given, and some seed must see the promise
/// broken that it guards. Without the defect the same seeds keep every promise.
/// </summary>
public sealed class DefectTests(ITestOutputHelper output)
{
    private const ulong FirstSeed = 1;
    private const int Seeds = 400;

    [Fact]
    public void Two_writers_of_one_stream_are_found() =>
        Find(Invariant.OneEnding, () => new BookDefect(log: LogRules.All & ~LogRules.OneWriter & ~LogRules.OperationsOnce));

    [Fact]
    public void A_message_that_is_stored_twice_is_found() =>
        Find(Invariant.OnceOnly, () => new BookDefect(log: LogRules.All & ~LogRules.OneWriter & ~LogRules.OperationsOnce));

    [Fact]
    public void A_charge_in_a_write_of_its_own_is_found() => Find(Invariant.Conservation, () => new LogDefect((log, ledger) => new SplitLog(log, ledger)));

    [Fact]
    public void An_acknowledgement_before_the_write_is_found() => Find(Invariant.DurableAcknowledgement, () => new LogDefect((log, _) => new HastyLog(log)));

    [Fact]
    public void A_payment_that_counts_twice_is_found() => Find(Invariant.SignedMoney, () => new BookDefect(ledger: LedgerRules.All & ~LedgerRules.OperationsOnce));

    [Fact]
    public void An_overdraft_is_found() => Find(Invariant.Conservation, () => new BookDefect(ledger: LedgerRules.All & ~LedgerRules.NoOverdraft));

    [Fact]
    public void A_posting_with_one_side_is_found() => Find(Invariant.Conservation, () => new BookDefect(ledger: LedgerRules.All & ~LedgerRules.BothSides));

    [Fact]
    public void Turns_that_nobody_picks_up_after_a_crash_are_found() => Find(Invariant.OneEnding, () => new LogDefect((log, _) => new CarefreeLog(log)));

    [Fact]
    public void A_model_without_a_deadline_is_found() => Find(Invariant.OneEnding, () => new EndlessModel());

    [Fact]
    public void Time_that_did_not_pass_and_is_billed_is_found() => Find(Invariant.OneBill, () => new LeapingClock());

    [Fact]
    public void An_event_that_is_lost_on_reconnect_is_found() => Find(Invariant.OrderedAndResumable, () => new LossySocket());

    [Fact]
    public void A_refusal_that_tells_strangers_too_much_is_found() => Find(Invariant.YoursAlone, () => new FilterDefect(FilterDefect.Talkative));

    [Fact]
    public void A_logout_that_admission_does_not_hear_of_is_found() =>
        Find(Invariant.AccessEnds, () => new FilterDefect(_ => FilterDefect.Without(nameof(IUserLimitsGrain.RevokeAsync))));

    [Fact]
    public void A_call_that_counts_twice_against_its_limit_is_found() =>
        Find(Invariant.BoundedWork, () => new FilterDefect(_ => FilterDefect.Twice(nameof(IUserLimitsGrain.AdmitAsync))));

    [Fact]
    public void A_queue_without_a_limit_is_found() => Find(Invariant.BoundedWork, () => new BoundlessQueue(), 3_000);

    [Fact]
    public void An_error_of_the_database_driver_is_found() => Find(Invariant.QuietErrors, () => new LogDefect((log, _) => new LoudLog(log)));

    private void Find(Invariant broken, Func<Defect> defect, int seeds = Seeds)
    {
        var found = Runner.FindFirst(FirstSeed, seeds, result => result.Violations.Any(violation => violation.Invariant == broken), defect);

        Assert.True(found is not null, $"None of {seeds} seeds sees {broken} broken.");
        output.WriteLine($"seed {found.Seed}: {found.Violations.First(violation => violation.Invariant == broken)}");
        Assert.Empty(Runner.RunOne(found.Seed).Violations);
    }
}
