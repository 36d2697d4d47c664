using System.Collections.Immutable;

namespace Grains.Limits;

/// <summary>The places of a user's open sockets.</summary>
internal sealed class SocketPlaces(int permits)
{
    private readonly List<SocketPlace> held = [];

    public int Permits => permits;

    /// <summary>Null where all places are taken.</summary>
    public SocketPlace? Take(string signInId)
    {
        if (held.Count >= permits) return null;
        var place = new SocketPlace(signInId);
        held.Add(place);
        return place;
    }

    public void Free(SocketPlace place) => held.Remove(place);

    /// <summary>Tells the sockets of these sign-ins, or of all where none is named, that they must close.</summary>
    public void Revoke(ImmutableArray<string> signInIds)
    {
        foreach (var place in held)
        {
            if (signInIds.IsDefaultOrEmpty || signInIds.Contains(place.SignInId)) place.Revoked.TrySetResult();
        }
    }
}

internal sealed class SocketPlace(string signInId)
{
    public string SignInId => signInId;

    /// <summary>Completes when the socket must close. Whoever waits goes on in a turn of its own.</summary>
    public TaskCompletionSource Revoked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
