using System.Security.Cryptography;

namespace Grains.Limits;

/// <summary>One user's tickets that were issued and not used yet. They are kept in memory: a restart voids them, and a new one is one call away.</summary>
internal sealed class SocketTickets(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>More than a user has sockets for; past it the oldest is void.</summary>
    private const int MostWaiting = 20;

    private readonly List<(string Secret, string SignInId, DateTimeOffset ExpiresAt)> waiting = [];

    public SocketTicket Issue(string signInId)
    {
        DropExpired();
        if (waiting.Count == MostWaiting) waiting.RemoveAt(0);
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        waiting.Add((secret, signInId, clock.GetUtcNow() + Lifetime));
        return new SocketTicket(secret, Lifetime);
    }

    /// <summary>The sign-in that a ticket was issued to; null where it is unknown, used or expired.</summary>
    public string? Redeem(string secret)
    {
        DropExpired();
        var index = waiting.FindIndex(ticket => ticket.Secret == secret);
        if (index < 0) return null;
        var signInId = waiting[index].SignInId;
        waiting.RemoveAt(index);
        return signInId;
    }

    private void DropExpired()
    {
        var now = clock.GetUtcNow();
        waiting.RemoveAll(ticket => ticket.ExpiresAt <= now);
    }
}
