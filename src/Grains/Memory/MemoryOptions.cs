using System.ComponentModel.DataAnnotations;

namespace Grains.Memory;

/// <summary>Settings of memory, section <c>Memory</c>.</summary>
public sealed class MemoryOptions
{
    /// <summary>Entries that are kept of a user; when there are more, the older half of them is merged, and the oldest that do not fit then are forgotten.</summary>
    [Range(20, 5_000)]
    public int MaxEntries { get; set; } = 500;

    /// <summary>Notes that a new session is given at most; 0 uses no memory anywhere.</summary>
    [Range(0, 100)]
    public int RecalledNotes { get; set; } = 16;

    /// <summary>Characters of them at most.</summary>
    [Range(200, 20_000)]
    public int RecalledCharacters { get; set; } = 1_500;
}
