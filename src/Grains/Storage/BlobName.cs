using System.Buffers;

namespace Grains.Storage;

/// <summary>The rule for blob names: parts of <c>[a-z0-9.-]</c> between slashes, none empty and none that starts with a dot.</summary>
internal static class BlobName
{
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-/");

    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxLength || name.AsSpan().ContainsAnyExcept(Allowed) || name.Split('/').Any(part => part is "" or ['.', ..]))
            throw new ArgumentException("A blob name is made of parts of [a-z0-9.-] between slashes.", nameof(name));
    }
}
