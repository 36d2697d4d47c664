using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>A reminder table in memory.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId, string), ReminderEntry> rows = [];
    private int version;

    public Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        lock (gate)
            return Task.FromResult(new ReminderTableData(rows.Values.Where(r => r.GrainId == grainId)));
    }

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        lock (gate)
            return Task.FromResult(new ReminderTableData(rows.Values.Where(r => r.GrainId.GetUniformHashCode() is var hash
                && (begin < end ? hash > begin && hash <= end : hash > begin || hash <= end))));
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        lock (gate)
            return Task.FromResult(rows.GetValueOrDefault((grainId, reminderName)));
    }

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        lock (gate)
        {
            entry.ETag = (++version).ToString(CultureInfo.InvariantCulture);
            rows[(entry.GrainId, entry.ReminderName)] = entry;
            return Task.FromResult<string?>(entry.ETag);
        }
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (gate)
            return Task.FromResult(
                rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag && rows.Remove((grainId, reminderName)));
    }

    public Task TestOnlyClearTable()
    {
        lock (gate)
            rows.Clear();
        return Task.CompletedTask;
    }
}
