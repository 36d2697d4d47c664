namespace Grains.Knowledge;

/// <summary>The last segment after any kind of slash, without control characters, also those that turn text around and let one extension pass for another: a label, never a path.</summary>
internal static class FileLabel
{
    private const int MaxFileName = 200;

    public static string Of(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. StorableText.Clean(last).Where(static unit => !char.IsControl(unit) && !IsDirection(unit))]).Trim();
        if (clean.Length <= MaxFileName)
            return clean;
        var extension = Path.GetExtension(clean);
        return extension.Length > 10 ? clean[..MaxFileName] : string.Concat(clean.AsSpan(0, MaxFileName - extension.Length), extension);
    }

    /// <summary>Unicode's bidirectional controls (UAX 9, and the Arabic letter mark).</summary>
    private static bool IsDirection(char unit) =>
        unit is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
