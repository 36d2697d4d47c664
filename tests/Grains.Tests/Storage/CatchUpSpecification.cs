using Grains.Storage;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grains.Tests.Storage;

/// <summary>What holds of projections that follow the log at a distance, whatever the database.</summary>
public abstract class CatchUpSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>A process on the test's database; at the second call on what the first left.</summary>
    private protected abstract IProjectionStores Open();

    [SpecificationFact]
    public async Task Rows_hold_what_was_committed_before_they_were_asked_for()
    {
        await using var stores = Open();
        var notes = new FollowingProjection("notes", 1, "a", "b");
        using var model = await StartAsync(stores, notes);

        await AppendAsync(stores, "session-a", 0, "a", "ignored", "b");
        await model.CatchUpAsync(default);
        await AppendAsync(stores, "session-b", 0, "b");
        await model.CatchUpAsync(default);

        Assert.Equal(["1 session-a 1 a", "1 session-a 3 b", "1 session-b 1 b"], await notes.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task Nothing_is_applied_in_the_append()
    {
        await using var stores = Open();
        var notes = new FollowingProjection("notes", 1, "a");
        var pass = Pass(stores, notes);
        await pass.RunAsync(default);

        await AppendAsync(stores, "session-a", 0, "a");

        Assert.Empty(await notes.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task Each_event_is_applied_once_and_in_order_over_pages_and_restarts()
    {
        var notes = new FollowingProjection("notes", 1, "a");
        for (var start = 0; start < 3; start++)
        {
            await using var stores = Open();
            for (var turn = 0; turn < 4; turn++)
                await AppendAsync(stores, $"session-{start}", turn * 200, [.. Enumerable.Range(0, 200).Select(number => number % 4 == 3 ? "b" : "a")]);
            await Pass(stores, notes).RunAsync(default);
        }

        await using var last = Open();
        var lines = await notes.LinesAsync(last.Database);

        var expected = from start in Enumerable.Range(0, 3) from seq in Enumerable.Range(1, 800) where seq % 4 != 0 select $"1 session-{start} {seq} a";
        Assert.Equal(expected, lines);
        Assert.Equal(1, notes.Resets);
    }

    [SpecificationFact]
    public async Task One_that_is_new_or_changed_is_built_from_the_first_event_and_the_others_go_on()
    {
        await using var stores = Open();
        var (kept, changed) = (new FollowingProjection("kept", 1, "a"), new FollowingProjection("changed", 1, "a"));
        await AppendAsync(stores, "session-a", 0, "a", "b");
        await Pass(stores, kept, changed).RunAsync(default);
        await AppendAsync(stores, "session-a", 2, "a");

        var (renewed, fresh) = (new FollowingProjection("changed", 2, "a", "b"), new FollowingProjection("fresh", 1, "b"));
        await Pass(stores, kept, renewed, fresh).RunAsync(default);

        Assert.Equal(["1 session-a 1 a", "1 session-a 3 a"], await kept.LinesAsync(stores.Database));
        Assert.Equal(["2 session-a 1 a", "2 session-a 2 b", "2 session-a 3 a"], await renewed.LinesAsync(stores.Database));
        Assert.Equal(["1 session-a 2 b"], await fresh.LinesAsync(stores.Database));
        Assert.Equal(1, kept.Resets);
    }

    [SpecificationFact]
    public async Task A_process_with_an_older_version_leaves_the_newer_rows_alone()
    {
        await using var stores = Open();
        var (old, renewed) = (new FollowingProjection("notes", 1, "a"), new FollowingProjection("notes", 2, "a"));
        var late = Pass(stores, old);
        await AppendAsync(stores, "session-a", 0, "a");
        await late.RunAsync(default);
        await Pass(stores, renewed).RunAsync(default);

        await AppendAsync(stores, "session-a", 1, "a");
        await late.RunAsync(default);

        Assert.Equal(["2 session-a 1 a"], await renewed.LinesAsync(stores.Database));
        Assert.Equal(1, old.Resets);
    }

    [SpecificationFact]
    public async Task A_batch_that_fails_leaves_neither_rows_nor_place()
    {
        await using var stores = Open();
        var notes = new FollowingProjection("notes", 1, "a") { FailsAt = 2 };
        var pass = Pass(stores, notes);
        await AppendAsync(stores, "session-a", 0, "a", "a", "a");

        await Assert.ThrowsAsync<InvalidOperationException>(() => pass.RunAsync(default));
        var left = await notes.LinesAsync(stores.Database);
        notes.FailsAt = 0;
        await pass.RunAsync(default);

        Assert.Empty(left);
        Assert.Equal(["1 session-a 1 a", "1 session-a 2 a", "1 session-a 3 a"], await notes.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task Two_that_keep_the_same_rows_apply_each_event_once()
    {
        await using var stores = Open();
        var notes = new FollowingProjection("notes", 1, "a");
        CatchUpPass[] passes = [Pass(stores, notes), Pass(stores, notes)];
        for (var turn = 0; turn < 10; turn++)
        {
            await AppendAsync(stores, "session-a", turn * 100, [.. Enumerable.Repeat("a", 100)]);
            await Task.WhenAll(passes.Select(pass => pass.RunAsync(default)));
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(seq => $"1 session-a {seq} a"), await notes.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task A_reader_is_told_of_a_failure_and_the_next_one_finds_it_mended()
    {
        await using var stores = Open();
        var notes = new FollowingProjection("notes", 1, "a") { FailsAt = 1 };
        using var model = await StartAsync(stores, notes);
        await AppendAsync(stores, "session-a", 0, "a");

        await Assert.ThrowsAsync<InvalidOperationException>(() => model.CatchUpAsync(default));
        notes.FailsAt = 0;
        await model.CatchUpAsync(default);

        Assert.Single(await notes.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task Nobody_waits_for_a_model_that_has_stopped()
    {
        await using var stores = Open();
        using var model = await StartAsync(stores, new FollowingProjection("notes", 1, "a"));
        await model.CatchUpAsync(default);

        await model.StopAsync(default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => model.CatchUpAsync(default));
    }

    private protected static CatchUpPass Pass(IProjectionStores stores, params ICatchUpProjection[] projections) =>
        new(stores.Database, new LogFeed(stores.Database), projections);

    private protected static async Task AppendAsync(IProjectionStores stores, string stream, long expected, params string[] types)
    {
        var events = types.Select(type => new NewEvent(type, "{}"u8.ToArray())).ToList();
        var appended = await stores.Log.AppendAsync(new LogAppend(stream, expected, 1, Noon, events), default);
        Assert.Equal(AppendStatus.Appended, appended.Status);
    }

    private static async Task<ReadModel> StartAsync(IProjectionStores stores, params ICatchUpProjection[] projections)
    {
        var model = new ReadModel(Pass(stores, projections), TimeSpan.FromHours(1), TimeProvider.System, NullLogger<ReadModel>.Instance);
        await model.StartAsync(default);
        return model;
    }
}
