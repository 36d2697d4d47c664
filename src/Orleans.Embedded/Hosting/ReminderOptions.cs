namespace Orleans.Hosting;

/// <summary>How reminders are delivered.</summary>
public sealed class ReminderOptions
{
    /// <summary>The least period that may be registered.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read for reminders that someone else put there.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Reminders that are due within this time are kept in memory; not less than the refresh period.</summary>
    public TimeSpan ReminderLoadingWindow { get; set; } = TimeSpan.FromMinutes(10);
}
