using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What holds of the read model whatever the database.</summary>
public abstract class ProjectionSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 14, 0, 0, TimeSpan.FromHours(2));

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>A process on the test's database; at the second call on what the first left.</summary>
    private protected abstract IProjectionStores Open(params IProjection[] projections);

    [SpecificationFact]
    public async Task Rows_are_there_when_the_append_is_acknowledged()
    {
        var projection = new CountingProjection("notes", 1, "a", "b");
        await using var stores = Open(projection);

        await Append(stores, "session-a", 0, "a", "ignored", "b");

        Assert.Equal(
            ["1 session-a 1 1 a 2030-01-02T12:00:00.0000000+00:00 2", "1 session-a 3 1 b 2030-01-02T12:00:00.0000000+00:00 2"],
            await projection.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public async Task An_append_whose_projection_fails_leaves_nothing_behind()
    {
        var projection = new CountingProjection("notes", 1, "a");
        await using var stores = Open(projection);
        var append = new LogAppend("session-a", 0, 1, Noon, [new NewEvent("a", default), new NewEvent("a", "refuse"u8.ToArray())]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Log.AppendAsync(append, default));

        Assert.Empty(await projection.LinesAsync(stores.Database));
        Assert.Equal(StreamHead.Empty, await stores.Log.GetHeadAsync("session-a", default));
    }

    [SpecificationFact]
    public async Task A_new_projection_is_built_from_the_first_event()
    {
        await using (var before = Open()) await FillAsync(before);

        var projection = new CountingProjection("notes", 1, "a");
        await using var after = Open(projection);
        var lines = await projection.LinesAsync(after.Database);

        Assert.Equal(1250, lines.Count);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines.Distinct().Order(StringComparer.Ordinal));
    }

    [SpecificationFact]
    public async Task A_changed_version_is_rebuilt_and_an_unchanged_one_is_left()
    {
        await using (var before = Open(new CountingProjection("changed", 1, "a"), new CountingProjection("unchanged", 1, "a"))) await FillAsync(before);

        var (changed, unchanged) = (new CountingProjection("changed", 2, "a"), new CountingProjection("unchanged", 1, "a"));
        await using var after = Open(changed, unchanged);
        var rebuilt = await changed.LinesAsync(after.Database);
        var kept = await unchanged.LinesAsync(after.Database);

        Assert.Equal((1, 0), (changed.Resets, unchanged.Resets));
        Assert.Equal(kept.Select(line => $"2{line[1..]}"), rebuilt);
    }

    [SpecificationFact]
    public async Task Rebuilding_at_will_gives_the_same_rows()
    {
        var projection = new CountingProjection("notes", 1, "a");
        await using var stores = Open(projection);
        await FillAsync(stores);
        var before = await projection.LinesAsync(stores.Database);

        await stores.RebuildAsync();

        Assert.Equal(2, projection.Resets);
        Assert.Equal(before, await projection.LinesAsync(stores.Database));
    }

    [SpecificationFact]
    public void Two_projections_of_one_name_are_a_mistake() =>
        Assert.Throws<InvalidOperationException>(() => new ProjectionSet([new CountingProjection("notes", 1, "a"), new CountingProjection("notes", 2, "b")]));

    [SpecificationFact]
    public async Task Appending_and_projecting_reads_nothing_through_the_read_connections()
    {
        await using var stores = Open(new CountingProjection("notes", 1, "a"));

        await FillAsync(stores);

        Assert.Equal(0, stores.Counters.Reads);
    }

    private static Task<AppendResult> Append(IProjectionStores stores, string stream, long expected, params string[] types) =>
        stores.Log.AppendAsync(new LogAppend(stream, expected, 1, Noon, [.. types.Select(type => new NewEvent(type, "{}"u8.ToArray()))]), default);

    // More than one page of a rebuild, of two streams in turn.
    private static async Task FillAsync(IProjectionStores stores)
    {
        for (var turn = 0; turn < 5; turn++)
        {
            foreach (var stream in new[] { "session-a", "session-b" })
            {
                await Append(stores, stream, turn * 250, [.. Enumerable.Range(0, 250).Select(number => number % 2 == 0 ? "a" : "b")]);
            }
        }
    }
}
