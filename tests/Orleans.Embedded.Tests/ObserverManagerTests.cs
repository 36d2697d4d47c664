using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Embedded.Tests.Harness;
using Orleans.Utilities;

namespace Orleans.Embedded.Tests;

public sealed class ObserverManagerTests
{
    private readonly ManualTime time = new();
    private readonly ObserverManager<string, string> observers;

    public ObserverManagerTests() => observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance)
    {
        GetDateTime = () => time.GetUtcNow().UtcDateTime,
    };

    [Fact]
    public async Task Observers_are_notified_one_after_the_other()
    {
        Trace trace = new();
        observers.Subscribe("1", "one");
        observers.Subscribe("2", "two");

        await observers.Notify(async observer =>
        {
            trace.Add("+" + observer);
            await Task.Yield();
            trace.Add("-" + observer);
        });

        Assert.Equal(["+one", "-one", "+two", "-two"], trace.Take());
    }

    [Fact]
    public void An_observer_that_throws_is_forgotten()
    {
        observers.Subscribe("1", "one");
        observers.Subscribe("2", "two");

        observers.Notify(observer => _ = observer == "one" ? throw new FormatException("not today") : observer);

        Assert.Equal(["two"], observers);
    }

    [Fact]
    public async Task An_observer_that_fails_later_is_forgotten()
    {
        observers.Subscribe("1", "one");
        observers.Subscribe("2", "two");

        await observers.Notify(observer => observer == "one" ? Task.FromException(new FormatException("not today")) : Task.CompletedTask);

        Assert.Equal(["two"], observers);
    }

    [Fact]
    public void An_observer_that_did_not_renew_itself_is_skipped_and_forgotten()
    {
        observers.Subscribe("1", "one");
        observers.Subscribe("2", "two");
        time.TryStep(time.GetUtcNow() + TimeSpan.FromMinutes(4));
        observers.Subscribe("2", "two");
        time.TryStep(time.GetUtcNow() + TimeSpan.FromMinutes(2));
        List<string> seen = [];

        observers.Notify(seen.Add);

        Assert.Equal(["two"], seen);
        Assert.Equal(1, observers.Count);
    }

    [Fact]
    public void Expired_ones_can_be_cleared_without_a_notification()
    {
        observers.Subscribe("1", "one");
        time.TryStep(time.GetUtcNow() + TimeSpan.FromMinutes(6));

        observers.ClearExpired();

        Assert.Equal(0, observers.Count);
    }

    [Fact]
    public void A_predicate_chooses_and_what_it_leaves_out_stays()
    {
        observers.Subscribe("1", "one");
        observers.Subscribe("2", "two");
        List<string> seen = [];

        observers.Notify(seen.Add, observer => observer == "two");

        Assert.Equal(["two"], seen);
        Assert.Equal(2, observers.Count);
    }

    [Fact]
    public async Task Who_subscribes_during_a_notification_is_notified_by_the_next_one()
    {
        observers.Subscribe("1", "one");
        List<string> seen = [];

        await observers.Notify(observer =>
        {
            seen.Add(observer);
            observers.Subscribe("2", "two");
            observers.Unsubscribe("1");
            return Task.CompletedTask;
        });

        Assert.Equal(["one"], seen);
        Assert.Equal(new Dictionary<string, string> { ["2"] = "two" }, observers.Observers);
    }
}
