using System.Text;
using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What every event log must do. An implementation inherits it and says how one is opened.</summary>
public abstract class EventLogSpecification : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract IEventLog Log { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task A_stream_without_events_has_an_empty_head()
    {
        var head = await Log.GetHeadAsync("session-none", default);

        Assert.Equal(StreamHead.Empty, head);
        Assert.Empty(await Log.ReadAsync(new StreamSlice("session-none", 0, 10), default));
    }

    [SpecificationFact]
    public async Task Events_are_numbered_from_one_without_gaps()
    {
        var first = await Log.AppendAsync(Append("session-a", 0, "one", "two"), default);
        var second = await Log.AppendAsync(Append("session-a", 2, "three"), default);

        Assert.Equal(new AppendResult(AppendStatus.Appended, new StreamHead(2, 1)), first);
        Assert.Equal(new AppendResult(AppendStatus.Appended, new StreamHead(3, 1)), second);
        Assert.Equal([1, 2, 3], (await ReadAll("session-a")).Select(logged => logged.Seq));
    }

    [SpecificationTheory]
    [InlineData("")]
    [InlineData("{\"text\":\"naïve 🙂 \\u0000 \u202E\"}")]
    [InlineData("a\0b")]
    public async Task An_event_reads_back_as_it_was_written(string data)
    {
        var at = Noon.AddTicks(1234567).ToOffset(TimeSpan.FromHours(2));
        var append = new LogAppend("session-é🙂", 0, 7, at, [new NewEvent("chat.message", Encoding.UTF8.GetBytes(data), "op-1")]);

        await Log.AppendAsync(append, default);

        var logged = Assert.Single(await ReadAll("session-é🙂"));
        Assert.Equal(("session-é🙂", 1L, 7L, "chat.message"), (logged.Stream, logged.Seq, logged.Epoch, logged.Type));
        Assert.Equal(at, logged.At);
        Assert.Equal(TimeSpan.Zero, logged.At.Offset);
        Assert.Equal(data, Encoding.UTF8.GetString(logged.Data.Span));
    }

    [SpecificationFact]
    public async Task A_megabyte_reads_back_as_it_was_written()
    {
        var data = new byte[1 << 20];
        new Random(1).NextBytes(data);

        await Log.AppendAsync(new LogAppend("session-a", 0, 1, Noon, [new NewEvent("chat.message", data)]), default);

        Assert.True((await ReadAll("session-a"))[0].Data.Span.SequenceEqual(data));
    }

    [SpecificationFact]
    public async Task Reading_starts_after_a_number_and_stops_at_the_limit()
    {
        await Log.AppendAsync(Append("session-a", 0, "a", "b", "a", "b", "a"), default);
        await Log.AppendAsync(Append("session-b", 0, "a"), default);

        Assert.Equal([3, 4], await Numbers(new StreamSlice("session-a", 2, 2)));
        Assert.Equal([4, 5], await Numbers(new StreamSlice("session-a", 0, 10, Offset: 3)));
        Assert.Equal([3, 5], await Numbers(new StreamSlice("session-a", 1, 10, 0, "a")));
        Assert.Equal([2, 3], await Numbers(new StreamSlice("session-a", 0, 2, 1, "a", "b", "none")));
        Assert.Empty(await Numbers(new StreamSlice("session-a", 5, 10)));
        Assert.Empty(await Numbers(new StreamSlice("session-a", 0, 10, 0, "none")));
    }

    [SpecificationFact]
    public async Task Reading_backwards_gives_the_newest_first()
    {
        await Log.AppendAsync(Append("session-a", 0, "a", "b", "a", "b", "a"), default);

        Assert.Equal([5, 4], await Numbers(new StreamSlice("session-a", 0, 2) { Backwards = true }));
        Assert.Equal([4, 3], await Numbers(new StreamSlice("session-a", 2, 10, Offset: 1) { Backwards = true }));
        Assert.Equal([3, 1], await Numbers(new StreamSlice("session-a", 0, 10, 1, "a") { Backwards = true }));
    }

    [SpecificationTheory]
    [InlineData(0, 0)]
    [InlineData(10_001, 0)]
    [InlineData(1, -1)]
    public async Task A_slice_out_of_range_is_refused(int limit, int offset) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(new StreamSlice("session-a", 0, limit, offset), default));

    [SpecificationTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_that_expects_another_end_is_a_conflict(long expected)
    {
        await Log.AppendAsync(Append("session-a", 0, "one", "two"), default);

        var result = await Log.AppendAsync(Append("session-a", expected, "late"), default);

        Assert.Equal(new AppendResult(AppendStatus.Conflict, new StreamHead(2, 1)), result);
        Assert.Equal(2, (await ReadAll("session-a")).Count);
    }

    [SpecificationFact]
    public async Task A_writer_with_an_older_epoch_loses()
    {
        await Log.AppendAsync(Append("session-a", 0, "one") with { Epoch = 4 }, default);
        await Log.AppendAsync(Append("session-a", 1, "two") with { Epoch = 5 }, default);

        var older = await Log.AppendAsync(Append("session-a", 2, "three") with { Epoch = 4 }, default);

        Assert.Equal(new AppendResult(AppendStatus.Conflict, new StreamHead(2, 5)), older);
        Assert.Equal([4, 5], (await ReadAll("session-a")).Select(logged => logged.Epoch));
    }

    [SpecificationFact]
    public async Task An_append_without_events_takes_the_stream_for_its_epoch()
    {
        await Log.AppendAsync(Append("session-a", 0, "one"), default);

        var taken = await Log.AppendAsync(Append("session-a", 1) with { Epoch = 2 }, default);
        var older = await Log.AppendAsync(Append("session-a", 1, "two"), default);

        Assert.Equal(new AppendResult(AppendStatus.Appended, new StreamHead(1, 2)), taken);
        Assert.Equal(AppendStatus.Conflict, older.Status);
    }

    [SpecificationFact]
    public async Task An_epoch_is_taken_once()
    {
        await Log.AppendAsync(Append("session-a", 0, "one"), default);
        var take = Append("session-a", 1) with { Epoch = 2, TakesEpoch = true };

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Log.AppendAsync(take, default)));

        Assert.Single(taken, result => result.Status == AppendStatus.Appended);
        Assert.Equal(7, taken.Count(result => result.Status == AppendStatus.Conflict));
    }

    [SpecificationFact]
    public async Task Of_many_writers_that_saw_the_same_end_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Log.AppendAsync(Append("session-a", 0, $"by-{writer}"), default)));

        Assert.Single(results, result => result.Status == AppendStatus.Appended);
        Assert.All(results, result => Assert.Equal(new StreamHead(1, 1), result.Head));
        Assert.Single(await ReadAll("session-a"));
    }

    [SpecificationFact]
    public async Task Repeating_an_append_says_that_it_is_there_however_far_the_stream_has_moved()
    {
        var append = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("accepted", "1"u8.ToArray(), "turn-1")]);
        await Log.AppendAsync(append, default);
        await Log.AppendAsync(Append("session-a", 1, "two", "three"), default);

        var repeated = await Log.AppendAsync(append, default);

        Assert.Equal(new AppendResult(AppendStatus.DuplicateOperation, new StreamHead(3, 1)), repeated);
        Assert.Equal(3, (await ReadAll("session-a")).Count);
    }

    [SpecificationFact]
    public async Task An_operation_id_occurs_once_in_its_stream()
    {
        await Log.AppendAsync(new LogAppend("session-a", 0, 1, Noon, [new NewEvent("accepted", default, "turn-1")]), default);

        var other = new LogAppend("session-a", 1, 1, Noon, [new NewEvent("x", default), new NewEvent("accepted", default, "turn-1")]);
        var result = await Log.AppendAsync(other, default);

        Assert.Equal(new AppendResult(AppendStatus.DuplicateOperation, new StreamHead(1, 1)), result);
        Assert.Single(await ReadAll("session-a"));
    }

    [SpecificationFact]
    public async Task A_repeated_append_does_not_disturb_those_that_wait_with_it()
    {
        var repeated = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("accepted", default, "turn-1")]);
        await Log.AppendAsync(repeated, default);
        await Log.AppendAsync(Append("session-c", 0, "one"), default);

        var results = await Task.WhenAll(
            Log.AppendAsync(Append("session-b", 0, "one"), default),
            Log.AppendAsync(repeated with { ExpectedSeq = 1 }, default),
            Log.AppendAsync(Append("session-c", 1, "two") with { Unfinished = true }, default),
            Log.AppendAsync(Append("session-e", 0, "one"), default));

        Assert.Equal(
            [AppendStatus.Appended, AppendStatus.DuplicateOperation, AppendStatus.Appended, AppendStatus.Appended], results.Select(result => result.Status));
        Assert.Equal([1, 2], (await ReadAll("session-c")).Select(logged => logged.Seq));
        Assert.Equal(["session-c"], await Log.ListUnfinishedAsync("session-", "", 10, default));
        Assert.Equal(AppendStatus.Appended, (await Log.AppendAsync(Append("session-b", 1, "two"), default)).Status);
    }

    [SpecificationFact]
    public async Task An_append_that_names_an_operation_twice_is_a_mistake()
    {
        var append = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("a", default, "same"), new NewEvent("b", default, "same")]);

        await Assert.ThrowsAsync<ArgumentException>(() => Log.AppendAsync(append, default));
    }

    [SpecificationFact]
    public async Task Text_that_is_no_unicode_is_refused_not_altered()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.AppendAsync(Append("session-\ud800", 0, "a"), default));

        Assert.Equal(StreamHead.Empty, await Log.GetHeadAsync("session-\ufffd", default));
    }

    [SpecificationFact]
    public async Task Unfinished_streams_are_listed_by_prefix_in_order_until_they_are_finished()
    {
        foreach (var stream in new[] { "session-c", "session-a", "session-b", "sessio", "session.", "wallet-a" })
        {
            await Log.AppendAsync(Append(stream, 0, "one") with { Unfinished = true }, default);
        }

        await Log.AppendAsync(Append("session-b", 1, "two"), default);

        Assert.Equal(["session-a", "session-c"], await Log.ListUnfinishedAsync("session-", "", 10, default));
        Assert.Equal(["session-a"], await Log.ListUnfinishedAsync("session-", "", 1, default));
        Assert.Equal(["session-c"], await Log.ListUnfinishedAsync("session-", "session-a", 10, default));
        Assert.Equal(["wallet-a"], await Log.ListUnfinishedAsync("", "session.", 10, default));
    }

    [SpecificationFact]
    public async Task A_cancelled_append_has_not_happened()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.AppendAsync(Append("session-a", 0, "one"), cancelled.Token));

        Assert.Equal(StreamHead.Empty, await Log.GetHeadAsync("session-a", default));
    }

    protected static LogAppend Append(string stream, long expected, params string[] types) =>
        new(stream, expected, 1, Noon, [.. types.Select(type => new NewEvent(type, "{}"u8.ToArray()))]);

    private Task<IReadOnlyList<LoggedEvent>> ReadAll(string stream) => Log.ReadAsync(new StreamSlice(stream, 0, 10_000), default);

    private async Task<IEnumerable<long>> Numbers(StreamSlice slice) => (await Log.ReadAsync(slice, default)).Select(logged => logged.Seq);
}
