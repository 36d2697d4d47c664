using System.Runtime.CompilerServices;
using System.Text;
using Grains.Chat.Models;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Hosting;

/// <summary>
/// Two models. <see cref="Steady"/> says the same to the same question and can go on where it was cut; <see cref="Moody"/> says something else
/// each time. Both are slow now and then, and fail before or in the middle of an answer.
/// </summary>
internal sealed class SimulatedAnswerer(Process process) : IAnswerer
{
    public const string Steady = "steady";
    public const string Moody = "moody";

    private Chance Chance => process.World.Faults;

    public IReadOnlyList<string> ModelNames => [Steady, Moody];

    public bool CanContinue(string model) => model == Steady;

    public int CountTokens(string text) => text.AsSpan().Count(' ');

    public async IAsyncEnumerable<AnswerChunk> AnswerAsync(AnswerRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var words = Words(request);
        var luck = Chance.Below(100);
        var failsAt = luck < 4 ? 0 : luck < 8 ? Chance.Below(words.Count + 1) : int.MaxValue;
        var next = request.Continue is { } begun ? CountTokens(begun) : 0;

        // Quick enough to be stored together with its question, or just not.
        var isQuick = luck >= 75;
        await Task.Delay(
            isQuick ? Chance.Span(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(12))
                : Chance.Span(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(luck == 50 ? 20_000 : 1_500)),
            process.Clock,
            cancel);
        while (next < words.Count)
        {
            if (next >= failsAt) throw new ModelFailedException(ModelFailures.BrokenStream, "The stream broke off.");
            var count = Math.Min(words.Count - next, isQuick && Chance.Percent(80) ? words.Count : Chance.From(1, 6));
            yield return new AnswerChunk(string.Concat(words.Skip(next).Take(count)));
            next += count;
            if (isQuick && next == words.Count) break;
            await Task.Delay(Chance.Span(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(luck < 70 ? 120 : 700)), process.Clock, cancel);
        }

        if (failsAt <= words.Count) throw new ModelFailedException(ModelFailures.Unavailable, "The model is not there.");
        yield return new AnswerChunk("")
        {
            FinishReason = Chance.OneIn(20) ? "length" : "stop",
            Usage = Chance.OneIn(3) ? null : new AnswerUsage(10, words.Count),
        };
    }

    private List<string> Words(AnswerRequest request)
    {
        var sum = 17u;
        foreach (var one in Encoding.UTF8.GetBytes(request.Question)) sum = unchecked((sum * 31) + one);
        var mood = request.Model == Steady ? 0 : Chance.Below(1000);
        return [.. Enumerable.Range(0, (int)(sum % 40) + 1).Select(number => $"w{sum % 97}.{mood}.{number} ")];
    }
}
