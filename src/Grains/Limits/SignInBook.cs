using System.Collections.Immutable;
using Grains.Accounts;

namespace Grains.Limits;

/// <summary>
/// Which of a user's sign-ins are good, as last heard. One that has ended never comes back, so a late reading that still has it
/// cannot revive it.
/// </summary>
internal sealed class SignInBook
{
    /// <summary>How many ended ones are remembered; a forgotten one costs a question to the account.</summary>
    private const int EndedCapacity = 256;

    private readonly HashSet<string> live = new(StringComparer.Ordinal);
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly Queue<string> endedInOrder = [];

    public Role Role { get; private set; }

    /// <summary>Grows with every change that was told: an answer that was asked for before one is out of date.</summary>
    public int Changes { get; private set; }

    public bool IsLive(string signInId) => live.Contains(signInId);

    public bool HasEnded(string signInId) => ended.Contains(signInId);

    public void Hear(AccountAccess access)
    {
        Role = access.Role;
        live.Clear();
        if (!access.Exists) return;
        foreach (var signInId in access.SignInIds)
        {
            if (!ended.Contains(signInId)) live.Add(signInId);
        }
    }

    public void ChangeRole(Role role)
    {
        Changes++;
        Role = role;
    }

    /// <param name="signInIds">Empty for all.</param>
    public void End(ImmutableArray<string> signInIds)
    {
        Changes++;
        if (signInIds.IsDefaultOrEmpty) signInIds = [.. live];
        foreach (var signInId in signInIds)
        {
            live.Remove(signInId);
            Remember(signInId);
        }
    }

    private void Remember(string signInId)
    {
        if (!ended.Add(signInId)) return;
        endedInOrder.Enqueue(signInId);
        if (endedInOrder.Count > EndedCapacity) ended.Remove(endedInOrder.Dequeue());
    }
}
