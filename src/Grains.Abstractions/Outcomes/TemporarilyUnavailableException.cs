namespace Grains.Outcomes;

/// <summary>
/// A call that could not be done for a reason that passes, such as storage with too much to do. The silo throws it in place of
/// exceptions that callers do not know; nothing of what failed is in it.
/// </summary>
[GenerateSerializer, Alias("outcomes.temporarily-unavailable")]
public sealed class TemporarilyUnavailableException : Exception
{
    public TemporarilyUnavailableException()
        : this("The service cannot do this right now.")
    {
    }

    public TemporarilyUnavailableException(string message)
        : base(message)
    {
    }

    public TemporarilyUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
