using Grains.Outcomes;

namespace Grains.Limits;

public static class LimitRefusals
{
    /// <summary>The place of a socket that broke without a word is free after about as long.</summary>
    private static readonly TimeSpan SocketWait = TimeSpan.FromSeconds(5);

    public static readonly Refusal SignInEnded =
        new(RefusalKind.Unauthenticated, "limits.sign-in-ended", "The sign-in has ended. Sign in again.");

    public static readonly Refusal TicketIsVoid =
        new(RefusalKind.Unauthenticated, "limits.ticket-void", "The socket ticket is unknown, used or expired. Get a new one.");

    /// <param name="wait">Until the same call has room.</param>
    public static Refusal Exceeded(string limit, int permits, TimeSpan wait) =>
        new(RefusalKind.RateLimited, "limits.exceeded", $"The limit {limit} of {permits} is used up.")
        {
            LimitName = limit,
            LimitPermits = permits,
            RetryAfter = wait,
        };

    public static Refusal TooManySockets(int permits) =>
        new(RefusalKind.RateLimited, "limits.too-many-sockets", $"No more than {permits} sockets can be open at once.")
        {
            LimitName = LimitNames.MarketplaceSockets,
            LimitPermits = permits,
            RetryAfter = SocketWait,
        };
}
