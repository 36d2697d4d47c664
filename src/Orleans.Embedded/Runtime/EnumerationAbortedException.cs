namespace Orleans.Runtime;

/// <summary>A stream of results ended because its activation did, or because nobody had read from it for too long.</summary>
[GenerateSerializer]
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>Without a message.</summary>
    public EnumerationAbortedException()
    {
    }

    /// <summary>With a message.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public EnumerationAbortedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
