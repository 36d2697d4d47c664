namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread; bound to the thread, so it does not leak past a turn.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? OfThread;

    public static IGrainContext? Current => OfThread;

    internal static IGrainContext? Exchange(IGrainContext? next)
    {
        var previous = OfThread;
        OfThread = next;
        return previous;
    }

    /// <summary>Throws unless a turn of <paramref name="context"/> runs on this thread.</summary>
    internal static void Check(IGrainContext context)
    {
        if (!ReferenceEquals(OfThread, context))
            throw new InvalidOperationException(
                "Activation access violation. A non-activation thread attempted to access activation services.");
    }
}
