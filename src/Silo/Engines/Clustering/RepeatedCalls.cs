using System.Collections.Concurrent;
using System.Reflection;
using Grains.Outcomes;

namespace Silo.Engines.Clustering;

/// <summary>
/// Repeats a front end's calls that died with a silo, or that one refused because it stops, where a repeat does nothing twice: until
/// the others have taken over, and no longer than a person waits. The rest is answered as what passes.
/// </summary>
internal sealed class RepeatedCalls(TimeProvider clock) : IOutgoingGrainCallFilter
{
    /// <summary>Longer than a dead silo goes unnoticed, shorter than most clients' patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<MethodInfo, bool> repeatable = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            var again = IsRepeatable(context.InterfaceMethod) && clock.GetElapsedTime(began) + pause < Patience;
            try
            {
                await context.Invoke();
                if (!again || context.Result is not IOutcome { Refusal.Kind: RefusalKind.Unavailable }) return;
            }
            catch (Exception failure) when (Passes(failure) && (!again || clock.GetElapsedTime(began) >= Patience))
            {
                if (failure is TimeoutException or OrleansMessageRejectionException or LimitExceededException) throw;
                throw new TemporarilyUnavailableException("No silo answered.", failure);
            }
            catch (Exception failure) when (Passes(failure))
            {
                // The next try finds the grain elsewhere.
            }

            await Task.Delay(pause, clock);
        }
    }

    private bool IsRepeatable(MethodInfo method) =>
        repeatable.GetOrAdd(method, static asked => asked.GetCustomAttribute<RepeatableAttribute>() is not null);

    /// <summary>What the engine throws of itself, and not what a grain did.</summary>
    private static bool Passes(Exception failure) => failure is TimeoutException or (OrleansException and not WrappedException);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
