using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime.Reminders;

/// <summary>
/// Delivers reminders: keeps those that are due soon, one timer for the earliest, and reads the table now and then for the others.
/// A tick happens at StartAt + N * Period, at most once; ticks that were missed are not made up for.
/// </summary>
internal sealed class LocalReminders(
    SiloRuntime runtime, IServiceProvider services, IGrainFactory grains, IOptions<ReminderOptions> options)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Dictionary<(GrainId Grain, string Name), LocalReminder> known = [];
    private readonly Lock gate = new();
    private readonly SystemTurns turns = new(runtime.TurnScheduler);
    private ITimer? alarm;
    private ITimer? refresh;
    private bool running;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<LocalReminders>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public ReminderEntry NewEntry(GrainId grain, string name, TimeSpan dueTime, TimeSpan period) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = runtime.Time.GetUtcNow().UtcDateTime + dueTime,
        Period = period,
    };

    /// <summary>A reminder was stored.</summary>
    public void Put(ReminderEntry entry)
    {
        lock (gate)
        {
            var now = Now();
            var reminder = new LocalReminder(entry, now);
            if (reminder.Next - now <= options.Value.ReminderLoadingWindow)
                known[(entry.GrainId, entry.ReminderName)] = reminder;
            else
                known.Remove((entry.GrainId, entry.ReminderName));
            SetAlarm(now);
        }
    }

    /// <summary>A reminder was removed.</summary>
    public void Remove(GrainId grain, string name)
    {
        lock (gate)
            known.Remove((grain, name));
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        if (services.GetService<IReminderTable>() is not { } table)
            return;
        await table.StartAsync(cancel);
        lock (gate)
        {
            running = true;
            alarm = runtime.Time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        await ReadAsync(table);
        var period = options.Value.RefreshReminderListPeriod;
        refresh = runtime.Time.CreateTimer(_ => turns.Run(() => RefreshAsync(table)), null, period, period);
    }

    private async Task StopAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            running = false;
            alarm?.Dispose();
            refresh?.Dispose();
            known.Clear();
        }

        if (services.GetService<IReminderTable>() is { } table)
            await table.StopAsync(cancel);
    }

    private async Task RefreshAsync(IReminderTable table)
    {
        try
        {
            await ReadAsync(table);
        }
        catch (Exception exception)
        {
            runtime.Log.ReminderReadFailed(exception, options.Value.RefreshReminderListPeriod);
        }
    }

    private async Task ReadAsync(IReminderTable table)
    {
        HashSet<(GrainId, string)> before;
        lock (gate)
            before = [.. known.Keys];
        var rows = await table.ReadRows(0, 0);
        lock (gate)
        {
            if (!running)
                return;
            var now = Now();
            foreach (var entry in rows.Reminders)
            {
                var key = (entry.GrainId, entry.ReminderName);
                before.Remove(key);
                if (known.TryGetValue(key, out var present) && present.Entry.ETag == entry.ETag)
                    continue;
                var reminder = new LocalReminder(entry, now);
                if (reminder.Next - now <= options.Value.ReminderLoadingWindow)
                    known[key] = reminder;
            }

            // What was here before the read and is not in the table was removed by someone else.
            foreach (var key in before)
                known.Remove(key);
            SetAlarm(now);
        }
    }

    private void OnAlarm()
    {
        List<LocalReminder> due = [];
        lock (gate)
        {
            if (!running || runtime.State != SiloState.Running)
                return;
            var now = Now();
            foreach (var (key, reminder) in known)
            {
                if (reminder.Delivering || reminder.Next > now)
                    continue;
                reminder.Delivering = true;
                due.Add(reminder);
            }

            SetAlarm(now);
        }

        foreach (var reminder in due)
            turns.Run(() => DeliverAsync(reminder));
    }

    private async Task DeliverAsync(LocalReminder reminder)
    {
        var entry = reminder.Entry;
        try
        {
            await grains.GetGrain<IRemindable>(entry.GrainId)
                .ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt, entry.Period, Now()));
        }
        catch (Exception exception)
        {
            runtime.Log.ReminderFailed(exception, entry.ReminderName, entry.GrainId);
        }

        lock (gate)
        {
            var now = Now();
            reminder.Delivering = false;
            reminder.Advance(now);
            var key = (entry.GrainId, entry.ReminderName);
            if (reminder.Next - now > options.Value.ReminderLoadingWindow
                && known.TryGetValue(key, out var present) && ReferenceEquals(present, reminder))
                known.Remove(key); // the refresh brings it back in time
            SetAlarm(now);
        }
    }

    private void SetAlarm(DateTime now)
    {
        var next = known.Values.Where(r => !r.Delivering).Select(r => (DateTime?)r.Next).Min();
        var wait = next is null ? Timeout.InfiniteTimeSpan : next.Value > now ? next.Value - now : TimeSpan.Zero;
        alarm?.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now() => runtime.Time.GetUtcNow().UtcDateTime;
}
