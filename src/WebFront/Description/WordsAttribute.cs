namespace WebFront.Description;

/// <summary>The few words that a member of a request or an answer can be, for its description.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal class WordsAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;
}
