using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>The reminders of one process on the disk.</summary>
internal sealed class SimulatedReminderTable(Process process, Disk disk) : IReminderTable
{
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ListAsync(row => row.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ListAsync(row =>
        row.GrainId.GetUniformHashCode() is var hash && (begin < end ? hash > begin && hash <= end : hash > begin || hash <= end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => disk.ReadAsync(
        process, "reminder", book => book.Reminders.TryGetValue((grainId.ToString(), reminderName), out var row) ? Copy(row) : null, default);

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = Copy(entry);
        return disk.WriteAsync<string?>(
            process,
            "reminder",
            book =>
            {
                row.ETag = Book.Text(book.NextVersion++)!;
                book.Reminders[(row.GrainId.ToString(), row.ReminderName)] = row;
                return row.ETag;
            },
            default);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => disk.WriteAsync(
        process,
        "no reminder",
        book => book.Reminders.TryGetValue((grainId.ToString(), reminderName), out var row) && row.ETag == eTag
            && book.Reminders.Remove((grainId.ToString(), reminderName)),
        default);

    public Task TestOnlyClearTable() => disk.WriteAsync(
        process,
        "no reminders",
        book =>
        {
            book.Reminders.Clear();
            return true;
        },
        default);

    private static ReminderEntry Copy(ReminderEntry row) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.ETag,
    };

    private Task<ReminderTableData> ListAsync(Func<ReminderEntry, bool> isWanted) =>
        disk.ReadAsync(process, "reminders", book => new ReminderTableData(book.Reminders.Values.Where(isWanted).Select(Copy).ToList()), default);
}
