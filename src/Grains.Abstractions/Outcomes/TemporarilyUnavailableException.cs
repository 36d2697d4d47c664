namespace Grains.Outcomes;

/// <summary>
/// A call that could not be done for a reason that passes, such as storage with too much to do. Storage throws kinds of it; between
/// processes it travels as itself. Callers try again later; its text is for logs.
/// </summary>
[GenerateSerializer, Alias("outcomes.temporarily-unavailable")]
public class TemporarilyUnavailableException : Exception
{
    public TemporarilyUnavailableException()
        : this("The service cannot do this right now.")
    {
    }

    public TemporarilyUnavailableException(string message)
        : base(message)
    {
    }

    public TemporarilyUnavailableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
