namespace Grains.Storage;

/// <param name="AmountMicros">What is moved; 0 for a posting of all above a floor that found nothing, whose operation id is used up all the same.</param>
internal readonly record struct PlannedEntry(Posting Posting, AccountRow From, AccountRow To, long AmountMicros);

/// <summary>What postings will do, decided; writing it cannot be refused any more.</summary>
internal sealed class PostingPlan(PostResult result, IReadOnlyCollection<AccountRow> accounts, IReadOnlyList<PlannedEntry> entries)
{
    public static PostingPlan Nothing { get; } = new(new PostResult(PostStatus.Posted, 0, 0), [], []);

    public PostResult Result => result;

    /// <summary>Those that entries name, moved.</summary>
    public IReadOnlyCollection<AccountRow> Accounts => accounts;

    public IReadOnlyList<PlannedEntry> Entries => entries;

    /// <summary>Why an append with these postings is refused; null where it is not.</summary>
    public AppendStatus? Refusal => result.Status switch
    {
        PostStatus.InsufficientFunds => AppendStatus.InsufficientFunds,
        PostStatus.OperationMismatch => AppendStatus.DuplicateOperation,
        PostStatus.Posted or PostStatus.AlreadyPosted => null,
        var unknown => throw new InvalidOperationException($"Unknown status {unknown}."),
    };

    public static PostingPlan Refused(PostStatus status, long shortfall = 0) => new(new PostResult(status, shortfall, 0), [], []);
}
