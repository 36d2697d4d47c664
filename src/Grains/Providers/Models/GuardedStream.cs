using Grains.Chat.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Grains.Providers.Models;

/// <summary>
/// One attempt at a provider's stream: waits no longer than its limits, turns whatever goes wrong into
/// <see cref="ModelFailedException"/>, and tells the provider's circuit how it went. Disposing it closes the stream.
/// </summary>
internal sealed partial class GuardedStream : IAsyncDisposable
{
    // Once the answer is complete only the usage is missing, and it is not worth the wait that an answer is.
    private static readonly TimeSpan UsageWait = TimeSpan.FromSeconds(5);

    private readonly ConfiguredModel model;
    private readonly CancellationTokenSource stop;
    private readonly CancellationToken caller;
    private readonly StreamDeadline deadline;
    private readonly IAsyncEnumerator<ChatResponseUpdate> updates;
    private readonly ILogger log;
    private volatile bool late;
    private bool begun;
    private bool finished;
    private bool judged;
    private bool exhausted;

    public GuardedStream(
        ConfiguredModel model,
        Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> ask,
        TimeProvider clock,
        ILogger log,
        CancellationToken cancel)
    {
        this.model = model;
        this.log = log;
        caller = cancel;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline = new StreamDeadline(clock, StopLate);
        updates = ask(stop.Token).GetAsyncEnumerator(stop.Token);
    }

    public ChatResponseUpdate Current => updates.Current;

    /// <summary>Waits for the first update with text, or for the answer's end.</summary>
    public async Task BeginAsync(TimeSpan limit)
    {
        deadline.Begin(limit);
        do
        {
            if (!await AdvanceAsync()) throw Fail(ModelFailures.BrokenStream, "The model sent an empty answer.");
            if (updates.Current.Text.Length == 0 && updates.Current.FinishReason is { } reason) throw Empty(reason);
        }
        while (updates.Current.Text.Length == 0);

        deadline.End();
        begun = true;
        Observe();
        model.Breaker.Began();
    }

    /// <summary>Waits for the next update; false at the end of the stream.</summary>
    public async ValueTask<bool> MoveNextAsync()
    {
        var idle = TimeSpan.FromSeconds(model.Limits.IdleSeconds);
        deadline.Begin(finished && idle > UsageWait ? UsageWait : idle);
        var more = await AdvanceAsync();
        deadline.End();
        if (more) Observe();
        return more;
    }

    /// <summary>Fails where the stream ended without saying that the answer is complete.</summary>
    public void RequireFinish()
    {
        if (!finished) throw Fail(ModelFailures.BrokenStream, "The model's answer broke off.");
        if (!judged) model.Breaker.Succeeded();
        judged = true;
    }

    public async ValueTask DisposeAsync()
    {
        deadline.Dispose();
        if (!exhausted) await stop.CancelAsync();
        try
        {
            await updates.DisposeAsync();
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            LogClosing(model.Name, failure.GetType().Name);
        }

        stop.Dispose();
        if (!judged) model.Breaker.Cancelled();
        judged = true;
    }

    private async ValueTask<bool> AdvanceAsync()
    {
        try
        {
            var more = await updates.MoveNextAsync();
            exhausted = !more;
            return more;
        }
        catch (Exception failure) when (!caller.IsCancellationRequested)
        {
            if (finished)
            {
                LogUsageMissing(model.Name, failure.GetType().Name);
                return false;
            }

            throw Translate(failure);
        }
    }

    private ModelFailedException Translate(Exception failure)
    {
        if (late) return Fail(ModelFailures.Timeout, begun ? "The model fell silent in mid-answer." : "The model did not begin to answer in time.");
        if (failure is ModelFailedException known && !(begun && known.Code == ModelFailures.Unavailable)) return Judge(known);

        LogFailure(model.Name, failure.GetType().Name, begun);
        return begun
            ? Fail(ModelFailures.BrokenStream, "The model's answer broke off.")
            : Fail(ModelFailures.Unavailable, "The model cannot be reached.");
    }

    private ModelFailedException Empty(ChatFinishReason reason) => reason == ChatFinishReason.ContentFilter
        ? Judge(Refused())
        : Fail(ModelFailures.BrokenStream, "The model sent an empty answer.");

    private static ModelFailedException Refused() => new(ModelFailures.Refused, "The model declined to answer this.");

    private ModelFailedException Fail(string code, string message) => Judge(new(code, message));

    private ModelFailedException Judge(ModelFailedException failure)
    {
        // A limit or a refusal shows that the provider is alive.
        var ill = failure.Code is ModelFailures.Timeout or ModelFailures.Unavailable or ModelFailures.BrokenStream;
        if (judged) return failure;
        judged = true;
        if (!ill) model.Breaker.Succeeded();
        else if (model.Breaker.Failed()) LogOpened(model.Name, model.Limits.BreakerSeconds);
        return failure;
    }

    private void Observe()
    {
        if (updates.Current.FinishReason is not { } reason) return;
        if (reason == ChatFinishReason.ContentFilter) throw Judge(Refused());
        finished = true;
    }

    private void StopLate()
    {
        late = true;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended while its timer fired.
        }
    }

    [LoggerMessage(11, LogLevel.Warning, "Model {Model}: {Failure} (after the first token: {Begun})")]
    private partial void LogFailure(string model, string failure, bool begun);

    [LoggerMessage(12, LogLevel.Warning, "Model {Model}: circuit opened for {Seconds} s")]
    private partial void LogOpened(string model, double seconds);

    [LoggerMessage(13, LogLevel.Debug, "Model {Model}: {Failure} after the answer was complete; its usage is estimated")]
    private partial void LogUsageMissing(string model, string failure);

    [LoggerMessage(14, LogLevel.Debug, "Model {Model}: {Failure} while closing its stream")]
    private partial void LogClosing(string model, string failure);
}
