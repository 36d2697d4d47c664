using Grains.Chat;
using Grains.Clones;
using Grains.Storage;

namespace Lists.Seeding;

/// <summary>One session from its start to its rating, as its grain would have left it. It was free, so that no ledger has to agree.</summary>
internal sealed record SessionPlan(Guid Id, Guid UserId, CloneState Expert, DateTimeOffset At, int Chance)
{
    private const int Turns = Seed.MessagesOfSession / 2;

    public async Task StoreAsync(IEventLog log)
    {
        var random = new Random(Chance);
        var stream = ChatSessionAddress.KeyOf(Id);
        var head = StreamHead.Empty;
        head = await AppendAsync(log, stream, head, At, [Started()]);
        var talk = Enumerable.Range(1, Turns).SelectMany(turn => TurnOf(turn, random));
        var ended = new ChatSessionEnded(0, TimeSpan.FromMinutes(Turns), Seed.MessagesOfSession);
        head = await AppendAsync(log, stream, head, At.AddMinutes(Turns + 1), [.. talk, ended]);
        if (random.Next(3) == 0)
            await AppendAsync(log, stream, head, At.AddMinutes(Turns + 2), [new ChatSessionRated(random.Next(1, 6), random.Next(2) == 0 ? Seed.Words.Text(random, 12) : null)]);
    }

    private static async Task<StreamHead> AppendAsync(IEventLog log, string stream, StreamHead head, DateTimeOffset at, SessionEvent[] happened)
    {
        var result = await log.AppendAsync(
            new LogAppend(stream, head.Seq, 1, at, [.. happened.Select(static one => SessionEventCodec.Encode(one, null))]), CancellationToken.None);
        return result.Status == AppendStatus.Appended ? result.Head : throw new InvalidOperationException($"An append was answered {result.Status}.");
    }

    private static SessionEvent[] TurnOf(int turn, Random random)
    {
        var (question, answer) = (NewId(random), NewId(random));
        return
        [
            new MessageAccepted(turn, question, answer, $"m{turn}", Seed.Words.Text(random, 10), 0),
            new AnswerCompleted(
                turn, answer, AnswerEnding.Complete, Seed.Words.Text(random, 40), [], 0, 0, TimeSpan.FromMinutes(turn), TimeSpan.FromSeconds(1), 100, 60, null, 0),
        ];
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private ChatSessionStarted Started() => new(UserId, Expert.ToSnapshot(1), SessionType.Chat, DemoMode: false);
}
