namespace Grains.Providers.Documents.Text;

/// <summary>The Windows-1252 character set, which plain .NET does not carry.</summary>
internal static class Windows1252
{
    /// <summary>0x80 to 0x9F; the rest is Latin-1. NUL stands for the five codes that mean nothing.</summary>
    private const string From80 =
        "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0"
        + "\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>Null for a code without a character.</summary>
    public static char? ToChar(byte code)
    {
        if (code is < 0x80 or > 0x9F) return (char)code;
        var found = From80[code - 0x80];
        return found == 0 ? null : found;
    }
}
