using Grains.Limits;
using Grains.Outcomes;

namespace WebFront.Realtime;

/// <summary>
/// Holds one of a user's socket places until it is disposed. It survives the silo that counted the place: the next
/// activation is asked for one again, and says whether the sign-in is still good.
/// </summary>
internal sealed class SocketHold(IUserLimitsGrain limits, HoldSocket command, TimeProvider clock, CancellationToken cancel) : IAsyncDisposable
{
    private IAsyncEnumerator<SocketNotice>? notices;

    /// <summary>Takes a place; or says why there is none. Called once.</summary>
    public async Task<Refusal?> TakeAsync()
    {
        notices = limits.HoldSocketAsync(command, cancel).GetAsyncEnumerator(cancel);
        return await notices.MoveNextAsync() && notices.Current is SocketGranted ? null : Reason();
    }

    /// <summary>Completes when the place is lost, with the reason.</summary>
    public async Task<Refusal> LostAsync()
    {
        Reconnection? reconnection = null;
        while (true)
        {
            try
            {
                while (await notices!.MoveNextAsync() && notices.Current is SocketGranted) reconnection?.Began();
                return Reason();
            }
            catch (Exception) when (!cancel.IsCancellationRequested && (reconnection ??= new Reconnection(clock)).MayTryAgain())
            {
                // Asked for again below.
            }

            await notices!.DisposeAsync();
            await reconnection.PauseAsync(cancel);
            notices = limits.HoldSocketAsync(command, cancel).GetAsyncEnumerator(cancel);
        }
    }

    public ValueTask DisposeAsync() => notices?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Refusal Reason() => notices!.Current is SocketRefused refused ? refused.Refusal : ChatHub.SignInEnded;
}
