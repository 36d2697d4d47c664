using Orleans.Runtime.Calls;

namespace Orleans.Runtime;

/// <summary>Sets how a grain's stream of results is read.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>How many results are fetched at once at most; 100 by default.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        if (self is not EnumerableCall<T> call)
            return self;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        call.MaxBatchSize = maxBatchSize;
        return call;
    }
}
