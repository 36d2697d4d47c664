using System.Globalization;
using Grains.Chat;
using Grains.Chat.Listing;
using Grains.Clones;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Grains.Tests.Storage.Sqlite;

namespace Grains.Tests.Chat;

/// <summary>The rows of the sessions' read model, however their events are cut into batches.</summary>
public sealed class SessionListingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task Batches_of_any_size_give_the_same_rows(int size)
    {
        await using var stores = new SqliteStores();
        var projection = new SessionListingProjection();
        await ApplyAsync(stores.Database, rows => projection.Reset(rows));

        foreach (var batch in Events().Chunk(size)) await ApplyAsync(stores.Database, rows => projection.Apply(rows, batch));

        Assert.Equal(
            [
                "00000000000000000000000000000001 type 1 demo 0 status 2 month 24312 active 00:40:00 total 700 charged 700 messages 4 answers 2 rating 5 Good",
                "00000000000000000000000000000002 type 0 demo 1 status 1 month 24312 active 00:00:00 total 0 charged 0 messages 1 answers 0 rating  ",
            ],
            await LinesAsync(stores.Database, """
                SELECT session_id || ' type ' || type || ' demo ' || demo || ' status ' || status || ' month ' || started_month, active_ticks,
                    ' total ' || total_micros || ' charged ' || charged_micros || ' messages ' || message_count || ' answers ' || answer_count
                    || ' rating ' || coalesce(rating, '') || ' ' || coalesce(comment, '')
                FROM session_listing ORDER BY session_id
                """));
        Assert.Equal(
            ["00:00:00 2026-01-31 24312 300", "00:00:00 2026-02-01 24313 400"],
            await LinesAsync(stores.Database, """
                SELECT '', 0, ' ' || date((day - 719162) * 86400, 'unixepoch') || ' ' || month || ' ' || micros FROM session_spending ORDER BY day
                """));
    }

    /// <summary>Two sessions, interleaved; the first is charged on both sides of midnight, ends and is rated twice.</summary>
    private static IEnumerable<LoggedEvent> Events()
    {
        yield return Event(1, 1, new ChatSessionStarted(Guid.NewGuid(), Snapshot, SessionType.Voice, false), Noon);
        yield return Event(1, 2, Message(1), Noon);
        yield return Event(2, 1, new ChatSessionStarted(Guid.NewGuid(), Snapshot, SessionType.Chat, true), Noon);
        yield return Event(1, 3, Answer(1, TimeSpan.FromMinutes(10)), Noon);
        yield return Event(1, 4, new SessionCharged("a", 1, 100, 100, TimeSpan.FromMinutes(10)), Noon);
        yield return Event(1, 5, new SessionCharged("b", null, 200, 300, TimeSpan.FromMinutes(20)), Noon.AddHours(1));
        yield return Event(2, 2, Message(1), Noon);
        yield return Event(1, 6, Message(2), Noon);
        yield return Event(1, 7, Answer(2, TimeSpan.FromMinutes(30)), Noon.AddHours(13));
        yield return Event(1, 8, new SessionCharged("c", 2, 350, 650, TimeSpan.FromMinutes(30)), Noon.AddHours(13));
        yield return Event(2, 3, new SessionStatusChanged(SessionStatus.Paused, "requested"), Noon);
        yield return Event(1, 9, new ChatSessionRated(2, null), Noon.AddHours(13));
        yield return Event(1, 10, new SessionCharged("d", null, 50, 700, TimeSpan.FromMinutes(40)), Noon.AddHours(14));
        yield return Event(1, 11, new ChatSessionEnded(700, TimeSpan.FromMinutes(40), 4), Noon.AddHours(14));
        yield return Event(1, 12, new ChatSessionRated(5, "Good"), Noon.AddHours(15));
    }

    private static CloneSnapshot Snapshot { get; } = new(
        Guid.NewGuid(), 1, Guid.NewGuid(), "Dr. Bee", "", "", "", null, [], new ClonePricing(PricingModel.PerMinute, 0, 0, 0),
        new RagSettings(1_000, 200, 0.5, 8_000, "local", "embedded", 0.7, 1_000));

    private static MessageAccepted Message(int turn) => new(turn, Guid.NewGuid(), Guid.NewGuid(), $"m{turn}", "A question", 0);

    private static AnswerCompleted Answer(int turn, TimeSpan active) => new(
        turn, Guid.NewGuid(), AnswerEnding.Complete, "An answer", [], 0, 0, active, TimeSpan.Zero, 1, 1, null, 0);

    private static LoggedEvent Event(int session, long seq, SessionEvent happened, DateTimeOffset at)
    {
        var encoded = SessionEventCodec.Encode(happened, null);
        var id = Guid.ParseExact(session.ToString("D32", CultureInfo.InvariantCulture), "N");
        return new LoggedEvent(ChatSessionAddress.KeyOf(id), seq, 1, encoded.Type, at, encoded.Data);
    }

    private static async Task ApplyAsync(IDatabase database, Action<RecordedRows> write) => await database.WriteAsync(
        async sql =>
        {
            var rows = new RecordedRows(sql.Dialect);
            write(rows);
            await rows.RunAsync(sql);
            return true;
        },
        default);

    private static Task<List<string>> LinesAsync(IDatabase database, string query) => database.ReadAsync(
        sql => sql.QueryAsync(query, static row => row.Text(0) is "" ? $"{new TimeSpan(row.Int64(1))}{row.Text(2)}" : $"{row.Text(0)} active {new TimeSpan(row.Int64(1))}{row.Text(2)}"),
        default);
}
