using System.Text.Json;
using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Chat.RagTests;

/// <summary>What tests of a clone used: facts without the question, the answer or who asked. The clone's owner is who pays for its models.</summary>
internal sealed class RagTestLog(IEventLog log, TimeProvider clock)
{
    public const string TestedEvent = "chat.rag-tested";

    private const int Attempts = 10;

    /// <summary>Several workers may write at once: whoever was second writes after the first.</summary>
    /// <exception cref="StorageUnavailableException">The storage failed.</exception>
    public async Task SaveAsync(Guid cloneId, RagTested tested, CancellationToken cancel)
    {
        var stream = $"rag-tests-{cloneId:N}";
        var data = JsonSerializer.SerializeToUtf8Bytes(tested, StorageJson.Options);
        var operation = $"rag-test:{Guid.NewGuid():N}";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var head = await log.GetHeadAsync(stream, cancel);
            var append = new LogAppend(stream, head.Seq, head.Epoch, clock.GetUtcNow(), [new NewEvent(TestedEvent, data, operation)]);
            if ((await log.AppendAsync(append, cancel)).Status != AppendStatus.Conflict)
                return;
        }

        throw new TemporarilyUnavailableException($"{stream} is written by too many at once.");
    }
}

/// <param name="InputTokens">As the provider says; 0 where it says nothing.</param>
internal sealed record RagTested(string Model, int InputTokens, int OutputTokens, int Passages, double ProcessingMs);
