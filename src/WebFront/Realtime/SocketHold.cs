using System.Runtime.CompilerServices;
using Grains.Limits;

namespace WebFront.Realtime;

/// <summary>
/// Holds one of a user's socket places for as long as it is enumerated. It survives the silo that counted the place: the next
/// activation is asked for one again, and says whether the sign-in is still good.
/// </summary>
internal sealed class SocketHold(TimeProvider clock)
{
    /// <summary>The first notice says whether there was a place; a later one, that it is lost.</summary>
    public async IAsyncEnumerable<SocketNotice> HoldAsync(
        IUserLimitsGrain limits, HoldSocket command, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reconnection = new Reconnection(clock);
        var held = false;
        while (true)
        {
            await using var notices = limits.HoldSocketAsync(command, cancel).GetAsyncEnumerator(cancel);
            while (true)
            {
                bool more;
                try
                {
                    more = await notices.MoveNextAsync();
                }
                catch (Exception) when (held && !cancel.IsCancellationRequested && reconnection.MayTryAgain())
                {
                    break;
                }

                if (!more) yield break;
                reconnection.Began();
                if (held && notices.Current is SocketGranted) continue;
                held = notices.Current is SocketGranted;
                yield return notices.Current;
            }

            await reconnection.PauseAsync(cancel);
        }
    }
}
