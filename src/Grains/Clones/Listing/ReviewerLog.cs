using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>That a user's reviews are nobody's any more is a fact of the log, so that a rebuilt read model does not know them again.</summary>
internal sealed class ReviewerLog(IEventLog log, TimeProvider clock)
{
    public const string ForgottenEvent = "clones.reviewer-forgotten";

    private const string StreamPrefix = "reviewer-";

    public static Guid UserOf(string stream) => Guid.ParseExact(stream.AsSpan(StreamPrefix.Length), "N");

    /// <summary>Repeating it is safe.</summary>
    public async Task ForgetAsync(Guid userId, CancellationToken cancel)
    {
        var stream = $"{StreamPrefix}{userId:N}";
        var head = await log.GetHeadAsync(stream, cancel);
        await log.AppendAsync(new LogAppend(stream, head.Seq, head.Epoch, clock.GetUtcNow(), [new NewEvent(ForgottenEvent, "{}"u8.ToArray())]), cancel);
    }
}
