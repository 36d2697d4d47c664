using Grains.Storage;
using Orleans.Storage;

namespace Simulation.Tests.Storage;

/// <summary>
/// What is on disk: the tables as plainly as they can be said, with the rules of <see cref="IEventLog"/>, <see cref="ILedger"/> and
/// grain storage. It is durable by definition; what a dead process had not brought here is lost.
/// </summary>
internal sealed class Book
{
    private readonly HashSet<string> eventOperations = new(StringComparer.Ordinal);

    public SortedDictionary<string, StreamRows> Streams { get; } = new(StringComparer.Ordinal);

    public LedgerTable Ledger { get; } = new();

    public Dictionary<(string Grain, string Name), (long Version, byte[] Data)> States { get; } = [];

    public SortedDictionary<(string Grain, string Name), ReminderEntry> Reminders { get; } = [];

    public Dictionary<Guid, long> Knowledge { get; } = [];

    /// <summary>Versions of rows that come and go never come twice.</summary>
    public long NextVersion { get; set; } = 1;

    /// <summary>The rules of the log that a defect leaves out.</summary>
    public LogRules Rules { get; set; } = LogRules.All;

    public StreamHead HeadOf(string stream) => Streams.TryGetValue(stream, out var rows) ? rows.Head : StreamHead.Empty;

    public AppendResult Append(LogAppend append)
    {
        var head = HeadOf(append.Stream);
        if (Rules.HasFlag(LogRules.OperationsOnce) && append.Events.Any(one => one.OperationId is { } id && eventOperations.Contains(id)))
            return new AppendResult(AppendStatus.DuplicateOperation, head);
        if (Rules.HasFlag(LogRules.OneWriter) && AppendRules.IsOvertaken(append, head))
            return new AppendResult(AppendStatus.Conflict, head);
        var plan = Ledger.Plan(append.Postings);
        if (plan.Result.Status == PostStatus.InsufficientFunds) return new AppendResult(AppendStatus.InsufficientFunds, head);
        if (plan.Result.Status == PostStatus.OperationMismatch) return new AppendResult(AppendStatus.DuplicateOperation, head);

        if (!Streams.TryGetValue(append.Stream, out var rows)) Streams.Add(append.Stream, rows = new StreamRows());
        var at = append.At.ToUniversalTime();
        foreach (var one in append.Events)
        {
            rows.Events.Add(new LoggedEvent(append.Stream, rows.Events.Count + 1, append.Epoch, one.Type, at, one.Data.ToArray()));
            if (one.OperationId is not null) eventOperations.Add(one.OperationId);
        }

        rows.Epoch = append.Epoch;
        rows.Unfinished = append.Unfinished;
        Ledger.Write(plan, at);
        return new AppendResult(AppendStatus.Appended, rows.Head);
    }

    public IReadOnlyList<LoggedEvent> Read(StreamSlice slice)
    {
        if (!Streams.TryGetValue(slice.Stream, out var rows)) return [];
        var events = rows.Events.Skip((int)Math.Min(slice.After, rows.Events.Count));
        if (slice.Types.Count > 0) events = events.Where(logged => slice.Types.Contains(logged.Type));
        if (slice.Backwards) events = events.Reverse();
        return [.. events.Skip(slice.Offset).Take(slice.Limit)];
    }

    public IReadOnlyList<string> ListUnfinished(string prefix, string after, int limit) =>
    [
        .. Streams.Where(pair => pair.Value.Unfinished
                && pair.Key.StartsWith(prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(pair.Key, after) > 0)
            .Select(pair => pair.Key)
            .Take(limit),
    ];

    /// <returns>The version that is stored now; null where the row is gone.</returns>
    /// <exception cref="InconsistentStateException">It was decided on another version.</exception>
    public long? Replace((string Grain, string Name) key, string? expected, byte[]? data)
    {
        long? stored = States.TryGetValue(key, out var row) ? row.Version : null;
        if (Rules.HasFlag(LogRules.StateVersions) && !string.Equals(Text(stored), expected, StringComparison.Ordinal))
            throw new InconsistentStateException($"The state '{key.Name}' of '{key.Grain}' was changed by another writer.", Text(stored), expected);
        if (data is null)
        {
            States.Remove(key);
            return null;
        }

        States[key] = (NextVersion++, data);
        return States[key].Version;
    }

    public static string? Text(long? version) => version?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One stream.</summary>
internal sealed class StreamRows
{
    public List<LoggedEvent> Events { get; } = [];

    public long Epoch { get; set; }

    public bool Unfinished { get; set; }

    public StreamHead Head => new(Events.Count, Epoch);
}

/// <summary>What the storage checks. Sound storage checks all; each planted defect leaves one out.</summary>
[Flags]
internal enum LogRules
{
    None = 0,
    OneWriter = 1,
    OperationsOnce = 2,
    StateVersions = 4,
    All = OneWriter | OperationsOnce | StateVersions,
}
