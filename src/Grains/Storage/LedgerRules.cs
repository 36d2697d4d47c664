namespace Grains.Storage;

/// <summary>What holds for postings whatever is in the book.</summary>
internal static class LedgerRules
{
    public const int MaxOperationIdLength = 200;

    private const string SystemPrefix = "system:";

    public static bool MayOverdraw(string account) => account.StartsWith(SystemPrefix, StringComparison.Ordinal);

    /// <exception cref="ArgumentException">A posting could never be in the book.</exception>
    public static void Check(IReadOnlyList<Posting> postings)
    {
        foreach (var posting in postings)
        {
            ArgumentException.ThrowIfNullOrEmpty(posting.OperationId);
            ArgumentException.ThrowIfNullOrEmpty(posting.From);
            ArgumentException.ThrowIfNullOrEmpty(posting.To);
            ArgumentException.ThrowIfNullOrEmpty(posting.Kind);
            ArgumentNullException.ThrowIfNull(posting.Reference);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(posting.OperationId.Length, MaxOperationIdLength);
            if (string.Equals(posting.From, posting.To, StringComparison.Ordinal))
                throw new ArgumentException($"Operation '{posting.OperationId}' moves money from an account to itself.", nameof(postings));

            if (posting.AllAboveMicros is { } floor) ArgumentOutOfRangeException.ThrowIfNegative(floor);
            else ArgumentOutOfRangeException.ThrowIfNegativeOrZero(posting.AmountMicros);
        }
    }
}
