namespace Grains.Storage;

/// <summary>What must be the same when an operation id comes again.</summary>
/// <param name="AmountMicros">What was moved.</param>
internal sealed record PostingContent(string From, string To, long AmountMicros, long? AllAboveMicros, string Kind, string Reference)
{
    /// <summary>A posting of all above a floor has no amount of its own: it takes the one that was decided when it was posted.</summary>
    public static PostingContent Of(Posting posting, long decidedMicros) => new(
        posting.From,
        posting.To,
        posting.AllAboveMicros is null ? posting.AmountMicros : decidedMicros,
        posting.AllAboveMicros,
        posting.Kind,
        posting.Reference);
}
