using Grains.Chat;
using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Wallets;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Storage;

namespace Simulation.Tests;

/// <summary>What schedules have found in the product, each as a story of its own.</summary>
public sealed class FoundTests
{
    private static readonly Guid First = new("33333333-3333-3333-3333-333333333333");
    private static readonly Guid Second = new("44444444-4444-4444-4444-444444444444");

    [Fact]
    public void An_answer_whose_escrow_was_taken_back_is_cut_and_not_asked_for_ever() => Runner.Tell(() =>
    {
        var story = new Scenario(1);
        var silo = story.StartSilo("silo1");
        story.SetUp(silo, new ClonePricing(PricingModel.PerToken, 0, 0, 1_000_000));
        StartSession(story, silo, First);
        Send(story, silo, "m1");
        Send(story, silo, "m2");

        Take(story, new EscrowAccount(story.User, First).ToString());
        Take(story, new WalletId(story.User).ToString());

        story.Until(() => story.Book.ListUnfinished(ChatSessionAddress.Prefix, "", 1).Count == 0, TimeSpan.FromMinutes(1));
    });

    [Fact]
    public void A_message_that_another_silo_accepted_before_it_died_is_answered_by_the_one_that_knew_nothing_of_it() => Runner.Tell(() =>
    {
        var story = new Scenario(2);
        var first = story.StartSilo("silo1");
        story.SetUp(first, new ClonePricing(PricingModel.PerMessage, 0, 10_000, 0));
        StartSession(story, first, First);
        var second = story.StartSilo("silo2");
        Scenario.Accepted(story.Call(second, grains => grains.ChatSession(First).GetAsync(story.User, default)));

        Send(story, first, "m1");
        first.Kill();

        story.Until(() => story.Book.ListUnfinished(ChatSessionAddress.Prefix, "", 1).Count == 0, TimeSpan.FromMinutes(4));
    });

    [Fact]
    public void A_session_that_another_silo_started_is_found_by_the_one_that_said_there_was_none() => Runner.Tell(() =>
    {
        var story = new Scenario(4);
        var first = story.StartSilo("silo1");
        story.SetUp(first, new ClonePricing(PricingModel.PerMessage, 0, 10_000, 0));
        var second = story.StartSilo("silo2");
        Assert.Equal(RefusalKind.NotFound, story.Call(second, grains => grains.ChatSession(First).GetAsync(story.User, default)).Refusal!.Kind);

        StartSession(story, first, First);

        Scenario.Accepted(story.Call(second, grains => grains.ChatSession(First).GetAsync(story.User, default)));
    });

    [Fact]
    public void A_lease_that_failed_and_was_made_all_the_same_is_not_believed_to_be_in_the_wallet() => Runner.Tell(() =>
    {
        var story = new Scenario(3);
        var silo = story.StartSilo("silo1");
        story.SetUp(silo, new ClonePricing(PricingModel.PerMessage, 0, 10_000, 0));
        story.Disk.Faults = DiskFaults.None with { FailedThenDone = 1000, Slowest = TimeSpan.FromSeconds(2) };
        Assert.ThrowsAny<TemporarilyUnavailableException>(() => Lease(story, silo, First, 600_000));
        story.Disk.Faults = DiskFaults.None;
        story.World.RunFor(TimeSpan.FromSeconds(10));

        var lease = Lease(story, silo, Second, SiloSettings.OpeningMicros);

        Assert.Equal(SiloSettings.OpeningMicros, Scenario.Accepted(lease).GrantedMicros);
    });

    [Fact]
    public void What_an_overtaken_activation_leased_after_the_end_can_be_spent_at_once() => Runner.Tell(() =>
    {
        var story = new Scenario(5);
        var first = story.StartSilo("silo1");
        story.SetUp(first, new ClonePricing(PricingModel.PerMessage, 0, 60_000, 0));
        StartSession(story, first, First);
        var second = story.StartSilo("silo2");
        Scenario.Accepted(story.Call(second, grains => grains.ChatSession(First).EndAsync(new EndChatSession(story.User), default)));

        Scenario.Accepted(Lease(story, first, First, 300_000, "late"));
        var wallet = story.Call(second, grains => grains.Wallet(story.User).GetAsync(default));
        var lease = Lease(story, second, Second, SiloSettings.OpeningMicros);

        Assert.Equal(SiloSettings.OpeningMicros - 300_000, wallet.AvailableMicros);
        Assert.Equal(SiloSettings.OpeningMicros, Scenario.Accepted(lease).GrantedMicros);
    });

    [Fact]
    public void What_an_overtaken_activation_leased_can_be_spent_by_the_session_itself() => Runner.Tell(() =>
    {
        var story = new Scenario(6);
        var silo = story.StartSilo("silo1");
        story.SetUp(silo, new ClonePricing(PricingModel.PerMessage, 0, 60_000, 0));
        StartSession(story, silo, First);

        Scenario.Accepted(Lease(story, silo, First, 400_000, "of-another"));

        for (var message = 1; message <= 16; message++)
        {
            Send(story, silo, $"m{message}");
            story.Until(() => story.Book.ListUnfinished(ChatSessionAddress.Prefix, "", 1).Count == 0, TimeSpan.FromMinutes(1));
        }
    });

    [Fact]
    public void An_activation_that_knows_that_it_was_overtaken_leases_no_more() => Runner.Tell(() =>
    {
        var story = new Scenario(7);
        var silo = story.StartSilo("silo1");
        story.SetUp(silo, new ClonePricing(PricingModel.PerMessage, 0, 60_000, 0));
        StartSession(story, silo, First);
        var journal = new SessionJournal(ChatSessionAddress.KeyOf(First), new SimulatedEventLog(silo.Process, story.Disk), silo.Process.Clock);
        var billing = story.Call(silo, _ => OpenAsync(story, silo, journal));
        Send(story, silo, "m1");

        var isOvertaken = story.Call(silo, _ => journal.IsOvertakenAsync(default));
        var refusal = story.Call(silo, _ => billing.EnsureAsync(700_000));

        Assert.True(isOvertaken);
        Assert.Equal(RefusalKind.Unavailable, refusal?.Kind);
        Assert.Single(story.Book.Ledger.Rows, row => row.Posting.Kind == "lease");
    });

    [Fact]
    public void The_lease_of_a_session_that_answers_nothing_expires_by_the_book_and_not_by_who_remembers_it() => Runner.Tell(() =>
    {
        var story = new Scenario(8);
        var first = story.StartSilo("silo1");
        story.SetUp(first, new ClonePricing(PricingModel.PerMessage, 0, 60_000, 0));
        Scenario.Accepted(Lease(story, first, First, 600_000));
        story.Book.Append(new LogAppend(ChatSessionAddress.KeyOf(First), 0, 1, ProcessClock.Start, [new NewEvent("chat.nobody-reads-this", "{}"u8.ToArray())]));
        first.Kill();
        story.World.RunFor(SiloSettings.Wallets.Value.LeaseDuration - TimeSpan.FromMinutes(1));
        var second = story.StartSilo("silo2");

        var early = Lease(story, second, Second, SiloSettings.OpeningMicros);
        story.World.RunFor(TimeSpan.FromMinutes(1));
        var late = Lease(story, second, Second, SiloSettings.OpeningMicros);

        Assert.Equal(RefusalKind.PaymentRequired, early.Refusal?.Kind);
        Assert.Equal(SiloSettings.OpeningMicros, Scenario.Accepted(late).GrantedMicros);
    });

    /// <summary>What an activation of a session has for its money, beside the one that the silo has.</summary>
    private static async Task<SessionBilling> OpenAsync(Scenario story, SimulatedSilo silo, SessionJournal journal)
    {
        await journal.OpenAsync(default);
        var escrow = new SessionEscrow(First, story.User, silo.Grains, new SimulatedLedger(silo.Process, story.Disk), silo.Process.Clock);
        await escrow.ReloadAsync(default);
        var options = SiloSettings.Chat.Value;
        var pricing = new SessionPricing(journal.State.Snapshot!.Pricing.For(SessionType.Chat), false, options);
        return new SessionBilling(First, story.User, journal, escrow, new SessionMeter(silo.Process.Clock, options), pricing);
    }

    private static void StartSession(Scenario story, SimulatedSilo silo, Guid id)
    {
        var snapshot = Scenario.Accepted(story.Call(silo, grains => grains.Clone(story.Clone).GetSnapshotAsync(story.User, default)));
        var command = new StartChatSession(story.User, snapshot, SessionType.Chat, false);
        Scenario.Accepted(story.Call(silo, grains => grains.ChatSession(id).StartAsync(command, default)));
    }

    private static void Send(Scenario story, SimulatedSilo silo, string id) =>
        Scenario.Accepted(story.Call(silo, grains => grains.ChatSession(First).SendAsync(new SendChatMessage(story.User, id, "a question"), default)));

    private static Outcome<LeaseView> Lease(Scenario story, SimulatedSilo silo, Guid session, long micros, string name = "0:1") =>
        story.Call(silo, grains => grains.Wallet(story.User).LeaseAsync(new RequestLease(session, $"lease:{session:N}:{name}", micros, micros), default));

    /// <summary>Empties an account behind everybody's back, as an expired lease is.</summary>
    private static void Take(Scenario story, string account)
    {
        var plan = story.Book.Ledger.Plan([new Posting($"take:{account}", account, "system:test", 0, "test", "") { AllAboveMicros = 0 }]);
        story.Book.Ledger.Write(plan, ProcessClock.Start);
    }
}
