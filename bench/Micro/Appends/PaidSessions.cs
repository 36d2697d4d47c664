using System.Diagnostics;
using System.Globalization;
using System.Text;
using Grains.Storage;

namespace Micro.Appends;

/// <summary>
/// Writes what the sessions of the product write, in its sizes and under its names: a message that is accepted, then in one append its
/// answer and its charge. Each caller has sessions of its own and goes round them; many of them pay the same creator.
/// </summary>
internal sealed class PaidSessions(IEventLog log, ILedger ledger, int callers, int sessionsOfCaller, TimeSpan think)
{
    private const int Creators = 16;
    private const long Price = 10;
    private const long Money = 1L << 50;

    private static readonly DateTimeOffset Start = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Session[][] sessions =
    [
        .. Enumerable.Range(0, callers).Select(caller => Enumerable.Range(0, sessionsOfCaller).Select(number => new Session(caller + number)).ToArray()),
    ];

    public async Task FundAsync()
    {
        foreach (var page in sessions.SelectMany(own => own).Chunk(500))
        {
            var grants = page.Select(session => new Posting($"grant:{session.Id}", "system:grants", session.Escrow, Money, "grant", "")).ToArray();
            await ledger.PostAsync(grants, Start, default);
        }
    }

    /// <summary>One event under an operation id.</summary>
    public async Task AppendOneAsync(int caller, long done)
    {
        var session = Of(caller, done);
        await AppendAsync(session, Accepted(session, ++session.Turn), unfinished: false);
    }

    /// <summary>A whole turn: two appends, three events, one posting.</summary>
    public async Task TurnAsync(int caller, long done)
    {
        var session = Of(caller, done);
        var turn = ++session.Turn;
        await AppendAsync(session, Accepted(session, turn), unfinished: true);
        await ChargeAsync(session, turn);
    }

    /// <summary>The second half of a turn alone: answer and charge.</summary>
    public Task ChargeAsync(int caller, long done)
    {
        var session = Of(caller, done);
        return ChargeAsync(session, ++session.Turn);
    }

    private Session Of(int caller, long done) => sessions[caller][done % sessionsOfCaller];

    private static NewEvent[] Accepted(Session session, int turn)
    {
        var client = Guid.NewGuid();
        var text = string.Create(CultureInfo.InvariantCulture, $$"""
            {"turn":{{turn}},"messageId":"{{Guid.NewGuid()}}","answerId":"{{Guid.NewGuid()}}","clientMessageId":"{{client}}","text":"How do I light a smoker so that it keeps burning?","reservedMicros":10}
            """);
        return [new NewEvent("chat.message-accepted", Encoding.UTF8.GetBytes(text), $"message:{session.Id}:{client}")];
    }

    private async Task ChargeAsync(Session session, int turn)
    {
        var operation = string.Create(CultureInfo.InvariantCulture, $"answer:{session.Id}:{turn}");
        var answer = string.Create(CultureInfo.InvariantCulture, $$"""
            {"turn":{{turn}},"answerId":"{{Guid.NewGuid()}}","ending":"Complete","text":"{{session.Answer}}","sources":[],"costMicros":10,"totalMicros":{{turn * Price}},"activeTime":"00:01:12.5","processingTime":"00:00:01.2","inputTokens":212,"outputTokens":64,"chargeMicros":10}
            """);
        var charged = string.Create(CultureInfo.InvariantCulture, $$"""
            {"operationId":"charge:{{operation}}","turn":{{turn}},"amountMicros":10,"totalMicros":{{turn * Price}},"activeTime":"00:01:12.5"}
            """);
        await AppendAsync(
            session,
            [
                new NewEvent("chat.answer-completed", Encoding.UTF8.GetBytes(answer), operation),
                new NewEvent("chat.session-charged", Encoding.UTF8.GetBytes(charged)),
            ],
            unfinished: false,
            new Posting($"charge:{operation}", session.Escrow, session.Earnings, Price, "charge", session.Id));
    }

    private async Task AppendAsync(Session session, NewEvent[] events, bool unfinished, params Posting[] postings)
    {
        var append = new LogAppend(session.Stream, session.Seq, 1, Start, events) { Postings = postings, Unfinished = unfinished };
        var result = await log.AppendAsync(append, default);
        if (result.Status != AppendStatus.Appended) throw new InvalidOperationException($"The append was answered {result.Status}.");
        session.Seq = result.Head.Seq;
        Think();
    }

    private void Think()
    {
        if (think == TimeSpan.Zero) return;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < think;) Thread.SpinWait(10);
    }

    private sealed class Session(int number)
    {
        public string Id { get; } = Guid.NewGuid().ToString("N");

        public string Stream => field ??= $"session-{Id}";

        public string Escrow => field ??= $"escrow-{Guid.NewGuid():N}-{Id}";

        public string Earnings { get; } = $"earnings-{number % Creators:x32}";

        /// <summary>64 tokens' worth of text.</summary>
        public string Answer { get; } = string.Concat(Enumerable.Repeat("Light dry straw or burlap at the bottom, puff until it flames. ", 5));

        public long Seq { get; set; }

        public int Turn { get; set; }
    }
}
