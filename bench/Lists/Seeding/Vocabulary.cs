namespace Lists.Seeding;

/// <summary>
/// Words for names, descriptions and biographies, from a fixed seed: few that are in most texts and many that are rare, as in any
/// language (Zipf's law).
/// </summary>
internal sealed class Vocabulary
{
    private const int Size = 20_000;

    private static readonly string[] Syllables =
        ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "kra", "ble", "stri", "glo", "pur", "min"];

    private readonly string[] words = [.. Enumerable.Range(0, Size).Select(Word)];

    /// <summary>A word that nearly every text has.</summary>
    public string Commonest => words[0];

    /// <summary>A word that some texts have, and one that few have.</summary>
    public string Middling => words[300];

    public string Rare => words[^1000];

    public string Text(Random random, int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Next(random)));

    public string Next(Random random) => words[(int)(Math.Pow(Size, random.NextDouble()) - 1)];

    private static string Word(int number)
    {
        var word = "";
        for (var rest = number + Syllables.Length; rest > 0; rest /= Syllables.Length) word += Syllables[rest % Syllables.Length];
        return word;
    }
}
