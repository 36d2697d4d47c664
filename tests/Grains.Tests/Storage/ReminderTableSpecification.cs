namespace Grains.Tests.Storage;

/// <summary>What every reminder table must do.</summary>
public abstract class ReminderTableSpecification : IAsyncLifetime
{
    private static readonly DateTime Noon = new DateTime(2030, 1, 2, 12, 0, 0, DateTimeKind.Utc).AddTicks(7);
    private static readonly GrainId Anna = GrainId.Create("user", "anna");
    private static readonly GrainId Bert = GrainId.Create("user", "bert/1");

    protected abstract IReminderTable Table { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task A_reminder_reads_back_as_it_was_written()
    {
        var etag = await Table.UpsertRow(Entry(Bert, "digest"));

        var read = await Table.ReadRow(Bert, "digest");

        Assert.Equal((Bert, "digest", Noon, TimeSpan.FromMinutes(5), etag), (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.False(string.IsNullOrEmpty(etag));
    }

    [SpecificationFact]
    public async Task There_is_no_row_where_none_was_written()
    {
        await Table.UpsertRow(Entry(Anna, "digest"));

        Assert.Null(await Table.ReadRow(Anna, "other"));
        Assert.Null(await Table.ReadRow(Bert, "digest"));
        Assert.Empty((await Table.ReadRows(Bert)).Reminders);
    }

    [SpecificationFact]
    public async Task A_reminder_that_exists_is_replaced_under_a_new_version()
    {
        var first = await Table.UpsertRow(Entry(Anna, "digest"));
        var second = await Table.UpsertRow(new ReminderEntry { GrainId = Anna, ReminderName = "digest", StartAt = Noon.AddDays(1), Period = TimeSpan.FromHours(1) });

        var read = Assert.Single((await Table.ReadRows(Anna)).Reminders);
        Assert.Equal((Noon.AddDays(1), TimeSpan.FromHours(1), second), (read.StartAt, read.Period, read.ETag));
        Assert.NotEqual(first, second);
    }

    [SpecificationFact]
    public async Task The_reminders_of_a_grain_are_its_own()
    {
        await Table.UpsertRow(Entry(Anna, "b"));
        await Table.UpsertRow(Entry(Anna, "a"));
        await Table.UpsertRow(Entry(Bert, "c"));

        var rows = await Table.ReadRows(Anna);

        Assert.Equal(["a", "b"], rows.Reminders.Select(row => row.ReminderName).Order());
    }

    [SpecificationFact]
    public async Task A_row_is_removed_by_its_present_version_only()
    {
        var old = await Table.UpsertRow(Entry(Anna, "digest"));
        var present = await Table.UpsertRow(Entry(Anna, "digest"));

        Assert.False(await Table.RemoveRow(Anna, "digest", old!));
        Assert.False(await Table.RemoveRow(Anna, "digest", "nonsense"));
        Assert.False(await Table.RemoveRow(Bert, "digest", present!));
        Assert.True(await Table.RemoveRow(Anna, "digest", present!));
        Assert.False(await Table.RemoveRow(Anna, "digest", present!));
        Assert.Null(await Table.ReadRow(Anna, "digest"));
    }

    [SpecificationFact]
    public async Task A_range_is_read_past_its_beginning_up_to_its_end_and_around_the_ring()
    {
        var grains = Enumerable.Range(0, 50).Select(number => GrainId.Create("user", $"u{number}")).OrderBy(grain => grain.GetUniformHashCode()).ToArray();
        foreach (var grain in grains) await Table.UpsertRow(Entry(grain, "digest"));
        var (low, high) = (grains[10].GetUniformHashCode(), grains[30].GetUniformHashCode());

        Assert.Equal(grains[11..31], await Range(low, high));
        Assert.Equal([.. grains[..11], .. grains[31..]], await Range(high, low));
        Assert.Equal(grains, await Range(0, 0));
        Assert.Equal(grains, await Range(low, low));
        Assert.Equal(grains[31..], await Range(high, uint.MaxValue));
    }

    [SpecificationFact]
    public async Task A_cleared_table_is_empty()
    {
        await Table.UpsertRow(Entry(Anna, "digest"));

        await Table.TestOnlyClearTable();

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Noon, Period = TimeSpan.FromMinutes(5) };

    private async Task<IEnumerable<GrainId>> Range(uint begin, uint end) =>
        (await Table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId).OrderBy(grain => grain.GetUniformHashCode()).ToArray();
}
