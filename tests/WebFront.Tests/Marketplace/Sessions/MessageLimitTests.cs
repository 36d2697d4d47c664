using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>A session that asks to try again has taken nothing from the limit of messages.</summary>
public sealed class MessageLimitTests
{
    [Fact]
    public async Task A_message_that_is_to_be_sent_again_does_not_count()
    {
        FailingLog? log = null;
        await using var story = await ChatStory.BeginAsync(
            services =>
            {
                var real = services.Last(service => service.ServiceType == typeof(IEventLog)).ImplementationFactory!;
                services.AddSingleton<IEventLog>(provider => log = new FailingLog((IEventLog)real(provider)));
            },
            ("Limits:marketplace.messages:Permits", "2"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        log!.Fails = true;
        var again = await story.SendAsync(user, session, "How long does an inspection last?", "a");
        log.Fails = false;
        var first = await story.SendAsync(user, session, "How long does an inspection last?", "a");
        var second = await story.SendAsync(user, session, "When is honey harvested?", "b");
        var third = await story.SendAsync(user, session, "How is the queen found?", "c");

        Assert.Equal([503, 200, 200, 429], new[] { again, first, second, third }.Select(answer => answer.Status));
        Assert.Equal(["2", "1", "0", "0"], new[] { again, first, second, third }.Select(answer => answer.Header("X-RateLimit-Remaining")));
        Assert.Equal("marketplace.messages", third.Error.GetProperty("details").GetProperty("limit").GetString());
    }

    /// <summary>Takes no message while it is told to fail.</summary>
    private sealed class FailingLog(IEventLog log) : IEventLog
    {
        public bool Fails { get; set; }

        public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) => log.GetHeadAsync(stream, cancel);

        public Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel) => log.ReadAsync(slice, cancel);

        public Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel) =>
            Fails && append.Events.Any(one => one.Type == "chat.message-accepted")
                ? Task.FromException<AppendResult>(new StorageUnavailableException("full"))
                : log.AppendAsync(append, cancel);

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
            log.ListUnfinishedAsync(prefix, after, limit, cancel);
    }
}
