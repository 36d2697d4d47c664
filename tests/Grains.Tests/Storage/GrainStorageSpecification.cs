using System.Collections.Immutable;
using Orleans.Storage;

namespace Grains.Tests.Storage;

/// <summary>What every grain storage must do.</summary>
public abstract class GrainStorageSpecification : IAsyncLifetime
{
    private static readonly GrainId Anna = GrainId.Create("user", "anna");
    private static readonly GrainId Bert = GrainId.Create("user", "bert");

    protected abstract IGrainStorage Storage { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task A_state_that_was_never_written_is_new()
    {
        var state = new GrainState<Profile>(new Profile { Name = "stale" }, "7") { RecordExists = true };

        await Storage.ReadStateAsync("accounts.user", Anna, state);

        Assert.Equal((new Profile(), null, false), (state.State, state.ETag, state.RecordExists));
    }

    [SpecificationFact]
    public async Task A_state_without_a_plain_constructor_begins_blank()
    {
        var state = new GrainState<Point>();

        await Storage.ReadStateAsync("accounts.point", Anna, state);

        Assert.Equal(new Point(null!, 0), state.State);
    }

    [SpecificationFact]
    public async Task What_was_written_is_read()
    {
        var written = new GrainState<Profile>(new Profile { Name = "Änna 🙂\0", Tags = ["a", "b"] });
        await Storage.WriteStateAsync("accounts.user", Anna, written);

        var read = await Read("accounts.user", Anna);

        Assert.Equal(("Änna 🙂\0", true, written.ETag), (read.State!.Name, read.RecordExists, read.ETag));
        Assert.Equal(["a", "b"], read.State.Tags.ToArray());
        Assert.True(written.RecordExists);
        Assert.NotNull(written.ETag);
    }

    [SpecificationFact]
    public async Task Each_write_gives_a_new_version()
    {
        var state = new GrainState<Profile>(new Profile { Name = "1" });
        await Storage.WriteStateAsync("accounts.user", Anna, state);
        var first = state.ETag;

        state.State = new Profile { Name = "2" };
        await Storage.WriteStateAsync("accounts.user", Anna, state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal("2", (await Read("accounts.user", Anna)).State!.Name);
    }

    [SpecificationFact]
    public async Task State_names_and_grains_do_not_meet()
    {
        await Write("accounts.user", Anna, "anna");
        await Write("accounts.tokens", Anna, "tokens");
        await Write("accounts.user", Bert, "bert");

        Assert.Equal("anna", (await Read("accounts.user", Anna)).State!.Name);
        Assert.Equal("tokens", (await Read("accounts.tokens", Anna)).State!.Name);
        Assert.Equal("bert", (await Read("accounts.user", Bert)).State!.Name);
    }

    [SpecificationFact]
    public async Task A_stale_writer_fails_and_changes_nothing()
    {
        await Write("accounts.user", Anna, "1");
        var stale = await Read("accounts.user", Anna);
        var current = await Read("accounts.user", Anna);
        current.State = new Profile { Name = "2" };
        await Storage.WriteStateAsync("accounts.user", Anna, current);
        stale.State = new Profile { Name = "lost" };
        var held = stale.ETag;

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("accounts.user", Anna, stale));

        Assert.Equal((current.ETag, held), (conflict.StoredEtag, conflict.CurrentEtag));
        Assert.Equal(held, stale.ETag);
        Assert.Equal("2", (await Read("accounts.user", Anna)).State!.Name);
    }

    [SpecificationTheory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("999999999999999999999999")]
    public async Task A_writer_with_another_version_fails(string? etag)
    {
        await Write("accounts.user", Anna, "1");
        var other = new GrainState<Profile>(new Profile { Name = "2" }, etag);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("accounts.user", Anna, other));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("accounts.user", Anna, other));

        Assert.Equal("1", (await Read("accounts.user", Anna)).State!.Name);
    }

    [SpecificationFact]
    public async Task Writing_what_was_cleared_meanwhile_fails()
    {
        await Write("accounts.user", Anna, "1");
        var stale = await Read("accounts.user", Anna);
        await Storage.ClearStateAsync("accounts.user", Anna, await Read("accounts.user", Anna));

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("accounts.user", Anna, stale));

        Assert.Null(conflict.StoredEtag);
        Assert.False((await Read("accounts.user", Anna)).RecordExists);
    }

    [SpecificationFact]
    public async Task A_version_from_before_a_clear_does_not_come_again()
    {
        await Write("accounts.user", Anna, "1");
        var stale = await Read("accounts.user", Anna);
        await Storage.ClearStateAsync("accounts.user", Anna, await Read("accounts.user", Anna));
        await Write("accounts.user", Anna, "2");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("accounts.user", Anna, stale));
    }

    [SpecificationFact]
    public async Task Clearing_leaves_a_new_state_that_can_be_written()
    {
        await Write("accounts.user", Anna, "1");
        var state = await Read("accounts.user", Anna);

        await Storage.ClearStateAsync("accounts.user", Anna, state);

        Assert.Equal((new Profile(), null, false), (state.State, state.ETag, state.RecordExists));
        Assert.False((await Read("accounts.user", Anna)).RecordExists);
        await Storage.WriteStateAsync("accounts.user", Anna, state);
        Assert.True((await Read("accounts.user", Anna)).RecordExists);
    }

    [SpecificationFact]
    public async Task Clearing_what_is_not_there_is_nothing()
    {
        var state = await Read("accounts.user", Anna);

        await Storage.ClearStateAsync("accounts.user", Anna, state);

        Assert.False(state.RecordExists);
    }

    [SpecificationFact]
    public async Task Of_many_writers_with_one_version_one_wins()
    {
        var writers = Enumerable.Range(0, 32).Select(number => new GrainState<Profile>(new Profile { Name = $"{number}" })).ToArray();

        var outcomes = await Task.WhenAll(writers.Select(async writer =>
            await Record.ExceptionAsync(() => Storage.WriteStateAsync("accounts.user", Anna, writer))));

        var winner = Assert.Single(outcomes.Index(), outcome => outcome.Item is null).Index;
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.IsType<InconsistentStateException>(outcome));
        Assert.Equal($"{winner}", (await Read("accounts.user", Anna)).State!.Name);
    }

    private Task Write(string name, GrainId grain, string value) =>
        Storage.WriteStateAsync(name, grain, new GrainState<Profile>(new Profile { Name = value }));

    private async Task<GrainState<Profile>> Read(string name, GrainId grain)
    {
        var state = new GrainState<Profile>();
        await Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    public sealed record Profile
    {
        public string Name { get; init; } = "";

        public ImmutableArray<string> Tags { get; init; } = [];
    }

    public sealed record Point(string Label, int X);
}
