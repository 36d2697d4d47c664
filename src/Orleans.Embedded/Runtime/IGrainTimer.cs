namespace Orleans.Runtime;

/// <summary>A timer of an activation; disposing it cancels a running callback's token.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it fires next and how long it waits after each callback; during a callback it takes effect after it.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
