namespace Grains.Knowledge;

internal static class ChunkText
{
    /// <summary>What a chunk is found by: its text under its section's name, unless it begins with it.</summary>
    public static string ForSearch(string text, string? section) =>
        section is null || text.StartsWith(section, StringComparison.Ordinal) ? text : $"{section}\n{text}";
}
