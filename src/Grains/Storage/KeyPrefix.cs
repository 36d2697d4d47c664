namespace Grains.Storage;

/// <summary>Turns "starts with" into a range that an index can walk.</summary>
internal static class KeyPrefix
{
    // The last code point sorts after everything that can follow the prefix.
    public static string End(string prefix) => prefix + "\U0010FFFF";
}
