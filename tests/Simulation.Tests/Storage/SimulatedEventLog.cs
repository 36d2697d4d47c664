using System.Text;
using Grains.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>The event log of one process on the disk.</summary>
internal sealed class SimulatedEventLog(Process process, Disk disk) : IEventLog
{
    private const int MaxLimit = 10_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) =>
        disk.ReadAsync(process, "head", book => book.HeadOf(stream), cancel);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slice.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slice.Limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(slice.Offset);
        return disk.ReadAsync(process, "read", book => book.Read(slice), cancel);
    }

    public Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        AppendRules.Check(append);
        Strict.GetByteCount(append.Stream);
        return disk.WriteAsync(process, "append", book => book.Append(append), cancel, () => Describe(append));
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        disk.ReadAsync(process, "unfinished", book => book.ListUnfinished(prefix, after, limit), cancel);

    private static string Describe(LogAppend append) =>
        $" {append.Stream[..Math.Min(12, append.Stream.Length)]} at {append.ExpectedSeq} epoch {append.Epoch}: "
        + string.Join(", ", append.Events.Select(one => one.Type.Split('.')[^1]).Concat(append.Postings.Select(SimulatedLedger.Describe)));
}
