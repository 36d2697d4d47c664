namespace Grains.Knowledge;

/// <summary>Text that every store keeps exactly: no NUL, which PostgreSQL refuses, and no half of a surrogate pair.</summary>
internal static class StorableText
{
    public static bool Is(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || char.IsLowSurrogate(text[at]))
                return false;
            if (!char.IsHighSurrogate(text[at]))
                continue;
            if (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return false;
            at++;
        }

        return true;
    }

    /// <summary>The text with every character that cannot be stored made a blank.</summary>
    public static string Clean(string text)
    {
        if (Is(text))
            return text;

        var clean = text.ToCharArray();
        for (var at = 0; at < clean.Length; at++)
        {
            var isPair = char.IsHighSurrogate(clean[at]) && at + 1 < clean.Length && char.IsLowSurrogate(clean[at + 1]);
            if (isPair)
                at++;
            else if (clean[at] == '\0' || char.IsSurrogate(clean[at]))
                clean[at] = ' ';
        }

        return new string(clean);
    }
}
