namespace Grains.Storage;

/// <summary>What holds for appends whatever is in the log.</summary>
internal static class AppendRules
{
    /// <exception cref="ArgumentException">The append could never be stored.</exception>
    public static void Check(LogAppend append)
    {
        ArgumentException.ThrowIfNullOrEmpty(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSeq);
        ArgumentOutOfRangeException.ThrowIfNegative(append.Epoch);
        HashSet<string>? operations = null;
        foreach (var one in append.Events)
        {
            ArgumentException.ThrowIfNullOrEmpty(one.Type);
            if (one.OperationId is null) continue;

            ArgumentException.ThrowIfNullOrEmpty(one.OperationId);
            if (!(operations ??= new(StringComparer.Ordinal)).Add(one.OperationId))
                throw new ArgumentException($"The operation id '{one.OperationId}' occurs twice in one append.", nameof(append));
        }

        LedgerRules.Check(append.Postings);
    }

    /// <summary>Whether another writer has the stream.</summary>
    public static bool IsOvertaken(LogAppend append, StreamHead head) =>
        append.ExpectedSeq != head.Seq || append.Epoch < head.Epoch || (append.TakesEpoch && append.Epoch == head.Epoch);
}
