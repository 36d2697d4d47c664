using System.Collections.Concurrent;
using Grains.Clones;

namespace Grains.Chat;

/// <summary>
/// Sessions that are read from their logs share what they took from their clone where it is the same: a popular clone's
/// description would otherwise be in memory once for each of its sessions. It lives as long as a session holds it.
/// </summary>
internal static class SharedSnapshots
{
    /// <summary>Past so many clones, those that no session holds any more are let go.</summary>
    private const int SweepAt = 10_000;

    private static readonly ConcurrentDictionary<Guid, WeakReference<CloneSnapshot>> OfClones = new();

    public static CloneSnapshot Of(CloneSnapshot read)
    {
        if (OfClones.TryGetValue(read.CloneId, out var known) && known.TryGetTarget(out var shared) && IsSame(shared, read)) return shared;
        if (OfClones.Count >= SweepAt) Sweep();
        OfClones[read.CloneId] = new WeakReference<CloneSnapshot>(read);
        return read;
    }

    private static bool IsSame(CloneSnapshot one, CloneSnapshot other) =>
        one.ExpertiseAreas.AsSpan().SequenceEqual(other.ExpertiseAreas.AsSpan()) && one == (other with { ExpertiseAreas = one.ExpertiseAreas });

    private static void Sweep()
    {
        foreach (var (cloneId, snapshot) in OfClones)
        {
            if (!snapshot.TryGetTarget(out _)) OfClones.TryRemove(new(cloneId, snapshot));
        }
    }
}
