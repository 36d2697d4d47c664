using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Chat;

/// <summary>
/// Answers an owner's test question the way a session's first message would be answered, with the clone's settings as they are now, and
/// tells what that took. Nobody pays for it and no transcript has it; what it used is kept as a fact of the clone.
/// </summary>
[Alias("chat.rag-test")]
public interface IRagTestGrain : IGrainWithStringKey
{
    /// <summary>Only the clone's owner gets an answer. Takes as long as the model does, at most about 100 seconds.</summary>
    [Alias("run"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<Outcome<RagTestView>> RunAsync(RunRagTest command, CancellationToken cancel);
}
