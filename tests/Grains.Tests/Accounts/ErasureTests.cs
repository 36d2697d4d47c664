using Grains.Accounts;
using Grains.Chat;
using Grains.Outcomes;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Accounts;

/// <summary>Erasing goes on until it is done, whatever fails in between.</summary>
public sealed class ErasureTests
{
    [Fact]
    public async Task What_could_not_be_removed_is_removed_by_the_reminder_and_until_then_the_account_is_closed()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var feature = new Feature { Fails = true };
        await using var host = await ProductHost.StartAsync(With(feature, clock));
        var user = await host.Client.NewUserAsync();

        var begun = (await host.Grains.Erasure(user.Id).EraseAsync(new EraseAccount(null), default)).Value!;
        var closed = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        var taken = await host.Client.SignUpAsync(user.Email);
        feature.Fails = false;
        await PassAsync(clock, () => feature.Erased > 0);
        await PassAsync(clock, () => host.Log.Lines.Any(line => line.Contains("was erased", StringComparison.Ordinal)));

        Assert.False(begun.IsComplete);
        Assert.DoesNotContain(begun.Erased, kind => kind.Kind is "test" or "account");
        Assert.Equal(401, closed.Status);
        Assert.Equal(409, taken.Status);
        Assert.Equal(200, (await host.Client.SignUpAsync(user.Email)).Status);
    }

    [Fact]
    public async Task A_process_that_ends_in_the_middle_leaves_it_to_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var first = await ProductHost.StartAsync(With(new Feature { Fails = true }, clock), folder);
        var user = await first.Client.NewUserAsync();
        await first.Grains.Erasure(user.Id).EraseAsync(new EraseAccount(null), default);
        await first.StopAsync();

        var feature = new Feature();
        var second = await ProductHost.StartAsync(With(feature, clock), folder);
        await PassAsync(clock, () => second.Log.Lines.Any(line => line.Contains("was erased", StringComparison.Ordinal)));
        var again = await second.Client.SignUpAsync(user.Email);
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, feature.Erased);
        Assert.Equal(200, again.Status);
    }

    [Fact]
    public async Task A_minute_later_everything_is_passed_over_once_more_and_then_it_is_over()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var feature = new Feature();
        await using var host = await ProductHost.StartAsync(With(feature, clock));
        var user = await host.Client.NewUserAsync();

        var done = (await host.Grains.Erasure(user.Id).EraseAsync(new EraseAccount(null), default)).Value!;
        await PassAsync(clock, () => feature.Erased == 2);
        for (var minute = 0; minute < 5; minute++) clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(done.IsComplete);
        Assert.Contains(new ErasedKind("test", 3, 4), done.Erased);
        Assert.Equal(2, feature.Erased);
    }

    [Fact]
    public async Task An_account_that_never_was_cannot_be_erased()
    {
        await using var host = await ProductHost.StartAsync();

        var nobody = await host.Grains.Erasure(Guid.NewGuid()).EraseAsync(new EraseAccount(null), default);

        Assert.Equal(AccountRefusals.NotFound, nobody.Refusal);
    }

    [Fact]
    public void Every_stored_event_of_a_session_says_what_stays_of_it()
    {
        var id = Guid.NewGuid();
        SessionEvent[] said =
        [
            new MessageAccepted(1, id, id, "secret", "secret", 7),
            new AnswerPart(1, id, 6, "secret"),
            new AnswerCompleted(1, id, AnswerEnding.Complete, "secret", [new AnswerSource("secret", 1, "secret", 1, id)], 2, 3, TimeSpan.Zero, TimeSpan.Zero, 4, 5, null, 6),
        ];

        foreach (var happened in said)
        {
            var stored = SessionEventCodec.Encode(SessionRedaction.Of(happened)!, null);

            Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(stored.Data.Span), StringComparison.Ordinal);
        }

        Assert.Equal(new ChatSessionRated(5, "a review"), SessionRedaction.Of(new ChatSessionRated(5, "a review") { ShowName = true }));
        Assert.Null(SessionRedaction.Of(new SessionCharged("op", 1, 2, 3, TimeSpan.Zero)));
        Assert.Throws<InvalidOperationException>(() => SessionRedaction.Of(new ServerStopping()));
    }

    private static ProductSetup With(Feature feature, ManualTimeProvider clock) => new()
    {
        Clock = clock,
        Replace = services => services.AddSingleton<IPersonalData>(feature),
    };

    /// <summary>Lets time pass until something is so: the reminder comes by the clock, and its work then takes its own time.</summary>
    private static async Task PassAsync(ManualTimeProvider clock, Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(5, deadline.Token);
        }
    }

    private sealed class Feature : IPersonalData
    {
        private int erased;

        public bool Fails { get; set; }

        public int Erased => erased;

        public string Kind => "test";

        public Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
        {
            if (Fails) throw new TemporarilyUnavailableException("The test says so.");
            Interlocked.Increment(ref erased);
            return Task.FromResult(new Erasure(3, 4));
        }
    }
}
