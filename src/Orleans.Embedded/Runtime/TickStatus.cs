namespace Orleans.Runtime;

/// <summary>What a reminder tells the grain that it calls.</summary>
[GenerateSerializer, Immutable]
public readonly struct TickStatus
{
    /// <summary>Sets the parts.</summary>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>The first tick of the schedule, UTC.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    /// <summary>The time between ticks.</summary>
    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>This tick, UTC.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime}, {Period}, {CurrentTickTime}>";
}

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Its name within the grain.</summary>
    string ReminderName { get; }
}

/// <summary>A reminder could not be changed.</summary>
[GenerateSerializer]
public sealed class ReminderException(string message) : OrleansException(message);
