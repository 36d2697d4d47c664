using System.Runtime.CompilerServices;
using Grains.Chat;
using Grains.Chat.Models;
using Microsoft.Extensions.Options;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Defects;

/// <summary>A monotonic clock that is not: half a minute after the start it leaps.</summary>
internal sealed class LeapingClock : Defect
{
    public override void Spoil(Process process) => process.Clock.CreateTimer(
        _ => process.MonotonicSkew = TimeSpan.FromMinutes(10), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
}

/// <summary>A model without a deadline: one answer in eight never goes on.</summary>
internal sealed class EndlessModel : Defect
{
    public override IAnswerer Wrap(IAnswerer answerer) => new Answerer(answerer);

    private sealed class Answerer(IAnswerer answerer) : IAnswerer
    {
        private int asked;

        public IReadOnlyList<string> ModelNames => answerer.ModelNames;

        public bool CanContinue(string model) => answerer.CanContinue(model);

        public int CountTokens(string text) => answerer.CountTokens(text);

        public async IAsyncEnumerable<AnswerChunk> AnswerAsync(AnswerRequest request, [EnumeratorCancellation] CancellationToken cancel)
        {
            if (++asked % 8 == 0) await new TaskCompletionSource().Task;
            await foreach (var chunk in answerer.AnswerAsync(request, cancel)) yield return chunk;
        }
    }
}

/// <summary>A limit that nobody set.</summary>
internal sealed class BoundlessQueue : Defect
{
    public override IOptions<ChatOptions> Chat { get; } = Options.Create(new ChatOptions { DemoMessages = Hosting.SiloSettings.DemoMessages });
}

/// <summary>A socket that loses what comes first after it was cut off.</summary>
internal sealed class LossySocket : Defect
{
    public override SessionEvent? Carry(SessionEvent happened, bool isFirstAfterReconnect) => isFirstAfterReconnect ? null : happened;
}
