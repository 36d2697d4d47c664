using System.Collections.Immutable;
using Grains.Chat;
using Grains.Clones;
using Grains.Storage;

namespace Micro.Activations;

/// <summary>Writes the logs of sessions as the product would have.</summary>
internal sealed class StoredSessions(IEventLog log)
{
    private const int PassagesOfAnswer = 3;

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly CloneSnapshot Clone = new(
        Guid.NewGuid(), 1, Guid.NewGuid(), "Ada Keeper", "Keeps bees and says how.", new string('b', 300), "Warm and short.", null,
        ["bees", "honey"], new ClonePricing(PricingModel.PerMessage, 0, 0, 0), new RagSettings(1_000, 200, 0.3, 4_000, "local", "embedded", 0.7, 1_000));

    /// <summary>A session of free messages, paused, so that nothing in it has a reason to run.</summary>
    public async Task<(Guid SessionId, Guid OwnerId)> WriteAsync(int turns)
    {
        var (session, owner) = (Guid.NewGuid(), Guid.NewGuid());
        var events = new List<SessionEvent> { new ChatSessionStarted(owner, Clone, SessionType.Chat, false) };
        for (var turn = 1; turn <= turns; turn++)
        {
            var answer = Guid.NewGuid();
            var sources = Enumerable.Range(1, PassagesOfAnswer).Select(page => new AnswerSource("Handbook", page, "Smokers", 0.7, Guid.NewGuid())).ToImmutableArray();
            events.Add(new MessageAccepted(turn, Guid.NewGuid(), answer, Guid.NewGuid().ToString(), $"How do I light a smoker, please, for the {turn}th time?", 0));
            events.Add(new AnswerCompleted(
                turn, answer, AnswerEnding.Complete, new string('a', 320), sources, 0, 0, TimeSpan.FromSeconds(turn), TimeSpan.FromSeconds(1), 212, 64, null, 0));
        }

        events.Add(new SessionStatusChanged(SessionStatus.Paused, "requested"));
        var stream = ChatSessionAddress.KeyOf(session);
        await log.AppendAsync(new LogAppend(stream, 0, 1, Start, [.. events.Select(happened => SessionEventCodec.Encode(happened, null))]), default);
        return (session, owner);
    }
}
