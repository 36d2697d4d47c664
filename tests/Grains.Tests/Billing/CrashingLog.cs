using Grains.Billing;
using Grains.Storage;

namespace Grains.Tests.Billing;

/// <summary>A log whose n-th append to a billing account fails, before or after it was done, and all after it: the process is as good as dead.</summary>
internal sealed class CrashingLog(IEventLog log, int failsAt, bool failsAfter) : IEventLog
{
    private int appends;

    public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) => log.GetHeadAsync(stream, cancel);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel) => log.ReadAsync(slice, cancel);

    public async Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        if (!append.Stream.StartsWith(BillingAccountAddress.Prefix, StringComparison.Ordinal)) return await log.AppendAsync(append, cancel);
        var number = Interlocked.Increment(ref appends);
        if (failsAt > 0 && (number > failsAt || (number == failsAt && !failsAfter))) throw new StorageUnavailableException("The test says so.");
        var result = await log.AppendAsync(append, cancel);
        return number == failsAt ? throw new StorageUnavailableException("The test says so, and it was done.") : result;
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        log.ListUnfinishedAsync(prefix, after, limit, cancel);
}
