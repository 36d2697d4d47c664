namespace Grains.Chat;

/// <summary>
/// An answer that is being made, from its first moment to its end. It may begin before its message is stored; until then nobody is
/// told of it.
/// </summary>
#pragma warning disable CA1001 // whoever is answering may look at the token until the very end; a source without a timer holds nothing
internal sealed class RunningAnswer(OpenTurn turn, int storedTokens)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource early = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveAnswer Live { get; } = new(turn, storedTokens);

    /// <summary>Whether its message is in the log.</summary>
    public bool IsAccepted { get; private set; }

    public CancellationToken Stopped => stop.Token;

    /// <summary>Whether it was stopped because the process or the activation goes: it stays open then, for the next one.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Whether it was stopped because it could no longer be paid for.</summary>
    public bool IsMoneyGone { get; private set; }

    /// <summary>The turn's ending; null where it stays open.</summary>
    public Task<AnswerCompleted?> Ending { get; set; } = Task.FromResult<AnswerCompleted?>(null);

    /// <summary>The message is stored: what was answered so far may be told.</summary>
    public void Accept(OpenTurn accepted)
    {
        IsAccepted = true;
        Live.Turn = accepted;
    }

    public void Cancel(bool moneyIsGone)
    {
        if (stop.IsCancellationRequested) return;
        IsMoneyGone = moneyIsGone;
        stop.Cancel();
    }

    public void Halt()
    {
        if (stop.IsCancellationRequested) return;
        IsHalted = true;
        stop.Cancel();
    }

    /// <summary>The answer has begun or ended, so that there is nothing more to wait for before its message is stored.</summary>
    public void Stir() => early.TrySetResult();

    /// <summary>Waits a moment for the whole answer; no longer than to its first text that is not also its last.</summary>
    public async Task<AnswerCompleted?> WaitAsync(TimeSpan atMost, TimeProvider clock)
    {
        if (!early.Task.IsCompleted)
        {
            using var timer = clock.CreateTimer(static waiting => ((TaskCompletionSource)waiting!).TrySetResult(), early, atMost, Timeout.InfiniteTimeSpan);
            await early.Task;
        }

        return Ending.IsCompletedSuccessfully ? await Ending : null;
    }
}
