using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Calls;

/// <summary>All calls that wait or run at a moment, and whom each of them waits for: says why one was not answered.</summary>
internal sealed class CallChains
{
    /// <summary>Calls of one chain that are named at most.</summary>
    private const int MaxLength = 32;

    private readonly Dictionary<Call, Place> places = [];
    private readonly Dictionary<Activation, List<Call>> bySender = [];

    public CallChains(GrainCatalog catalog)
    {
        foreach (var activation in catalog.All)
        {
            var (waiting, running) = activation.Snapshot();
            var before = string.Join(", ", running.Select(call => call.Method));
            foreach (var call in waiting)
                Add(call, new(activation, Runs: false, before));
            foreach (var call in running)
                Add(call, new(activation, Runs: true, before));
        }
    }

    /// <summary>Where the call is, and the chain of calls that it waits for, up to a cycle where there is one.</summary>
    public string Describe(Call call)
    {
        if (!places.TryGetValue(call, out var place))
            return "It has ended since.";
        var text = place switch
        {
            { Runs: true } => "It was running.",
            { Before.Length: 0 } => $"It was waiting for its turn; the activation is {place.At.State}.",
            _ => $"It was waiting for its turn, behind {place.Before}.",
        };
        List<Call> path = [call];
        List<Call> longest = [call];
        HashSet<Activation> on = [place.At];
        var isCycle = (call.Sender is { } sender && !on.Add(sender) && !place.Runs) || Follow(place.At, path, on, [], ref longest);
        if (isCycle)
            return $"{text} The call chain is a cycle: its last call waits for its turn at a grain that is on it: {Name(call, path)}.";
        return longest.Count > 1 ? $"{text} Call chain: {Name(call, longest)}." : text;
    }

    /// <summary>Goes on along the calls that an activation has made, until one waits at an activation of the path.</summary>
    private bool Follow(Activation at, List<Call> path, HashSet<Activation> on, HashSet<Activation> seen, ref List<Call> longest)
    {
        if (path.Count >= MaxLength || !seen.Add(at) || !bySender.TryGetValue(at, out var made))
            return false;
        foreach (var next in made)
        {
            if (next.IsSettled || path.Contains(next))
                continue;
            var place = places[next];
            var returns = on.Contains(place.At);
            if (returns && place.Runs)
                continue;
            path.Add(next);
            if (returns)
                return true;
            if (path.Count > longest.Count)
                longest = [.. path];
            on.Add(place.At);
            if (Follow(place.At, path, on, seen, ref longest))
                return true;
            on.Remove(place.At);
            path.RemoveAt(path.Count - 1);
        }

        return false;
    }

    private void Add(Call call, Place place)
    {
        places[call] = place;

        // Nobody waits for a one-way call or for what an activation sends itself.
        if (call.Sender is not { } sender || call.IsOneWay || call.IsLocalOnly)
            return;
        if (!bySender.TryGetValue(sender, out var made))
            bySender[sender] = made = [];
        made.Add(call);
    }

    private static string Name(Call first, List<Call> path) =>
        string.Join(" -> ", path.Select(call => call.ToString()).Prepend(first.Sender?.GrainId.ToString() ?? "a caller outside of grains"));

    private sealed record Place(Activation At, bool Runs, string Before);
}
