using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Calls;

/// <summary>Says why a call was not answered: who waits for whom, and whether they wait for each other.</summary>
internal static class CallChain
{
    public static string Describe(Call late, GrainCatalog catalog)
    {
        var text = $"Response did not arrive on time in {late.ResponseTimeout} for {late}.";
        if (late.Activation is null && late.Sender is null)
            text += " It was still waiting for its turn.";
        var pending = catalog.All.SelectMany(a => a.Pending()).Where(c => c.Sender is not null)
            .ToLookup(c => c.Sender!.GrainId);
        List<string> path = [late.Sender is { } sender ? $"{sender.GrainId}" : "a caller outside of grains", late.ToString()];
        HashSet<GrainId> seen = late.Sender is null ? [] : [late.Sender.GrainId];
        var at = late.Target.GrainId;
        while (seen.Add(at))
        {
            if (pending[at].FirstOrDefault(c => c != late) is not { } next)
                return path.Count == 2 ? text : $"{text} Call chain: {string.Join(" -> ", path)}.";
            path.Add(next.ToString());
            at = next.Target.GrainId;
        }

        return $"{text} The call chain is a cycle, in which each waits for the next: {string.Join(" -> ", path)}.";
    }
}
