using Grains.Storage;

namespace Simulation.Tests.Defects;

/// <summary>An event log that does one thing otherwise than it promises.</summary>
internal sealed class LogDefect(Func<IEventLog, ILedger, IEventLog> wrap) : Defect
{
    public override IEventLog Wrap(IEventLog log, ILedger ledger) => wrap(log, ledger);
}

/// <summary>Passes everything on; a defective log overrides what it breaks.</summary>
internal abstract class PassingLog(IEventLog log) : IEventLog
{
    protected IEventLog Log => log;

    public virtual Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) => log.GetHeadAsync(stream, cancel);

    public virtual Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel) => log.ReadAsync(slice, cancel);

    public virtual Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel) => log.AppendAsync(append, cancel);

    public virtual Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        log.ListUnfinishedAsync(prefix, after, limit, cancel);
}

/// <summary>Stores the events first and moves the money after that.</summary>
internal sealed class SplitLog(IEventLog log, ILedger ledger) : PassingLog(log)
{
    public override async Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        var result = await Log.AppendAsync(append with { Postings = [] }, cancel);
        if (result.Status == AppendStatus.Appended && append.Postings.Count > 0) await ledger.PostAsync(append.Postings, append.At, cancel);
        return result;
    }
}

/// <summary>Says that it is done before it is.</summary>
internal sealed class HastyLog(IEventLog log) : PassingLog(log)
{
    public override Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        _ = Log.AppendAsync(append, cancel);
        return Task.FromResult(new AppendResult(AppendStatus.Appended, new StreamHead(append.ExpectedSeq + append.Events.Count, append.Epoch)));
    }
}

/// <summary>Never says what is left to be picked up.</summary>
internal sealed class CarefreeLog(IEventLog log) : PassingLog(log)
{
    public override Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>Lets its driver's own exceptions out.</summary>
internal sealed class LoudLog(IEventLog log) : PassingLog(log)
{
    public override async Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel)
    {
        try
        {
            return await Log.ReadAsync(slice, cancel);
        }
        catch (StorageUnavailableException failure)
        {
            throw new IOException("pq: could not open file \"base/16384/2619\"", failure);
        }
    }
}
