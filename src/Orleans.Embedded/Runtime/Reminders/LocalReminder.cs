namespace Orleans.Runtime.Reminders;

/// <summary>A reminder that is due soon.</summary>
internal sealed class LocalReminder
{
    public LocalReminder(ReminderEntry entry, DateTime now)
    {
        Entry = entry;
        Next = entry.StartAt;
        if (Next < now)
            Advance(now);
    }

    public ReminderEntry Entry { get; }

    /// <summary>The next tick, UTC.</summary>
    public DateTime Next { get; private set; }

    public bool Delivering { get; set; }

    /// <summary>Goes to the first tick of the schedule after <paramref name="now"/>.</summary>
    public void Advance(DateTime now)
    {
        if (now < Entry.StartAt)
        {
            Next = Entry.StartAt;
            return;
        }

        // A period of zero cannot be registered, but a table can hold anything.
        var period = Math.Max(Entry.Period.Ticks, 1);
        var ticks = ((now - Entry.StartAt).Ticks / period) + 1;
        Next = Entry.StartAt + TimeSpan.FromTicks(ticks * period);
    }
}
