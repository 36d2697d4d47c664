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
            if (signInIds.IsDefaultOrEmpty || signInIds.Contains(place.SignInId)) place.Revoke();
        }
    }
}

internal sealed class SocketPlace(string signInId)
{
    private readonly TaskCompletionSource<bool> over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string SignInId => signInId;

    /// <summary>Completes with true when the socket must close, with false when it has left. Whoever waits goes on in a turn of its own.</summary>
    public Task<bool> MustClose => over.Task;

    public void Revoke() => over.TrySetResult(true);

    public void Leave() => over.TrySetResult(false);
}
