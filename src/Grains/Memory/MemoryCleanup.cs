using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grains.Chat.Prompts;

namespace Grains.Memory;

/// <summary>
/// Forgets or merges old entries. Merging goes by expert and kind: of preferences the newest value of each name stays; other texts that have four
/// fifths of their stems in common with a newer one are dropped, and the rest is joined, oldest first, into entries of at most 1,000 characters.
/// </summary>
internal static class MemoryCleanup
{
    private const int LongestMerged = 1_000;
    private const double Same = 0.8;

    /// <param name="cutoff">Entries made before it are old.</param>
    public static (ImmutableArray<MemoryEntry> Entries, CleanupView Report) Clean(
        ImmutableArray<MemoryEntry> entries, DateTimeOffset cutoff, bool preserveImportant, bool compress)
    {
        var old = entries.Where(entry => entry.At < cutoff).ToList();
        var touched = preserveImportant ? old.Where(entry => !entry.IsImportant).ToList() : old;
        var merged = compress
            ? touched.GroupBy(entry => (entry.ExpertId, entry.Kind)).SelectMany(group => Merge([.. group])).ToList()
            : [];
        var gone = touched.Select(entry => entry.EntryId).ToHashSet();

        // What has no counterpart to be merged with is neither compressed nor merged: it stays as it is.
        var same = merged.Where(entry => gone.Contains(entry.EntryId)).Select(entry => entry.EntryId).ToHashSet();
        ImmutableArray<MemoryEntry> left =
            [.. entries.Where(entry => !gone.Contains(entry.EntryId)).Concat(merged).OrderBy(entry => entry.At)];
        return (left, new CleanupView(
            entries.Length,
            compress ? 0 : touched.Count,
            compress ? touched.Count - same.Count : 0,
            merged.Count - same.Count,
            old.Count - touched.Count,
            left.Length));
    }

    private static IEnumerable<MemoryEntry> Merge(List<MemoryEntry> group)
    {
        if (group.Count == 1) return group;
        if (group[0].Kind == MemoryKind.Preference)
            return group.GroupBy(entry => entry.Name).Select(same => same.Count() == 1 ? same.First() : Merged([.. same], same.MaxBy(entry => entry.At)!.Text));

        var distinct = new List<MemoryEntry>();
        foreach (var entry in Enumerable.Reverse(group))
            if (!distinct.Exists(other => Overlap(other.Text, entry.Text) >= Same)) distinct.Insert(0, entry);
        var merged = new List<MemoryEntry>();
        var part = new List<MemoryEntry>();
        foreach (var entry in distinct)
        {
            if (part.Count > 0 && part.Sum(other => other.Text.Length + 2) + entry.Text.Length > LongestMerged)
            {
                merged.Add(Joined(part));
                part = [];
            }

            part.Add(entry);
        }

        if (part.Count > 0) merged.Add(Joined(part));
        var counted = group.Sum(entry => entry.Merged) - merged.Sum(entry => entry.Merged);
        if (counted > 0) merged[^1] = merged[^1] with { EntryId = IdOf(merged[^1].Text, group), Merged = merged[^1].Merged + counted };
        return merged;
    }

    private static MemoryEntry Joined(List<MemoryEntry> part) =>
        part.Count == 1 ? part[0] : Merged(part, string.Join("; ", part.Select(entry => entry.Text.Trim().TrimEnd('.', ';'))));

    private static MemoryEntry Merged(List<MemoryEntry> part, string text)
    {
        var sessions = part.Select(entry => entry.SessionId).Distinct().ToList();
        return part[^1] with
        {
            EntryId = IdOf(text, part),
            SessionId = sessions.Count == 1 ? sessions[0] : null,
            Text = text,
            Merged = part.Sum(entry => entry.Merged),
        };
    }

    private static double Overlap(string one, string other)
    {
        var (first, second) = (Words.ContentStems(one).ToHashSet(StringComparer.Ordinal), Words.ContentStems(other).ToHashSet(StringComparer.Ordinal));
        var common = first.Count(second.Contains);
        return common == 0 ? 0 : (double)common / (first.Count + second.Count - common);
    }

    private static Guid IdOf(string text, List<MemoryEntry> part) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', part.Select(entry => entry.EntryId.ToString("N")))}:{text}")).AsSpan(0, 16));
}
