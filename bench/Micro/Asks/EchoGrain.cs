using System.Runtime.CompilerServices;

namespace Micro.Asks;

/// <summary>A grain that does nothing, so that what is measured is the engine.</summary>
internal sealed class EchoGrain : Grain, IEchoGrain
{
    private int calls;

    public Task<int> EchoAsync(int value, CancellationToken cancel)
    {
        calls++;
        return Task.FromResult(value);
    }

    public async IAsyncEnumerable<int> CountAsync(int items, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var item = 0; item < items; item++) yield return item;
        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> YieldAsync(int items, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var item = 0; item < items; item++)
        {
            await Task.Yield();
            yield return item;
        }
    }
}
