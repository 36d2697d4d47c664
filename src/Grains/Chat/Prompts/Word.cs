namespace Grains.Chat.Prompts;

/// <summary>A word of a text.</summary>
/// <param name="Text">In lower case, without a possessive ending.</param>
/// <param name="Stem">What inflected forms of it have in common.</param>
/// <param name="Start">Where it starts in the text.</param>
internal readonly record struct Word(string Text, string Stem, int Start)
{
    public bool IsContent => !StopWords.Contains(Text);

    public bool IsNumber => char.IsAsciiDigit(Text[0]);
}
