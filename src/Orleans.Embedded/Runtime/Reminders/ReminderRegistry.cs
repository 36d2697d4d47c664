using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime.Reminders;

/// <summary>What grains can do with reminders: checks what they ask, stores it, and tells the delivery.</summary>
internal sealed class ReminderRegistry(IServiceProvider services, LocalReminders local, IOptions<ReminderOptions> options)
    : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder "
                + $"period ({options.Value.MinimumReminderPeriod})");
        var table = Table();
        var entry = local.NewEntry(callingGrainId, reminderName, dueTime, period);
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException(
                $"Could not register reminder {entry} to reminder table due to a race. Please try again later.");
        local.Put(entry);
        return new GrainReminder(callingGrainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var known = (GrainReminder)reminder;
        var table = Table();
        if (!await table.RemoveRow(known.GrainId, known.ReminderName, known.ETag)
            && await table.ReadRow(known.GrainId, known.ReminderName) is not null)
            throw new ReminderException(
                $"Could not unregister reminder {reminder} from the reminder table: it was changed since. Get it again.");
        local.Remove(known.GrainId, known.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await Table().ReadRow(callingGrainId, reminderName) is { } entry ? Of(entry) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await Table().ReadRows(callingGrainId);
        return [.. rows.Reminders.Select(Of)];
    }

    private static GrainReminder Of(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag!);

    private IReminderTable Table()
    {
        if (RuntimeContext.Current is null)
            throw new InvalidOperationException(
                "Attempted to access grain from a non-grain context, such as a background thread, which is invalid.");
        return services.GetService<IReminderTable>() ?? throw new OrleansConfigurationException(
            "The reminder service has not been configured: no IReminderTable is registered.");
    }
}

/// <summary>A registered reminder and the version that it was registered with.</summary>
[GenerateSerializer, Immutable]
internal sealed record GrainReminder([property: Id(0)] GrainId GrainId, [property: Id(1)] string ReminderName, [property: Id(2)] string ETag)
    : IGrainReminder;
