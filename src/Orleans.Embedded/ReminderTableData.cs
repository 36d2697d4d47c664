using Orleans.Runtime;

namespace Orleans;

/// <summary>Reminders that were read from the table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>Several.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>One.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    /// <summary>None.</summary>
    public ReminderTableData() => Reminders = [];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}

/// <summary>A row of the table.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>Whose it is.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Its name within the grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>The first tick, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The version.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
