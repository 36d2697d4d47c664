using Grains.Chat.Prompts;

namespace Grains.Summaries.Extraction;

/// <summary>
/// What texts are about: pairs of neighbouring words that carry meaning and occur in two texts or more, then single words that do, each by the
/// number of texts that have it; a word that is part of a chosen pair is no topic of its own. Where none repeats, the pairs and words of the first texts.
/// </summary>
internal static class TopicFinder
{
    /// <returns>Topics in lower case with the texts (by their place) that have them, most frequent first, then as they came up.</returns>
    public static IReadOnlyList<FoundTopic> Find(IReadOnlyList<string> texts, int most)
    {
        var pairs = new Dictionary<string, FoundTopic>(StringComparer.Ordinal);
        var singles = new Dictionary<string, FoundTopic>(StringComparer.Ordinal);
        for (var at = 0; at < texts.Count; at++)
        {
            var words = Words.Read(texts[at]);
            for (var word = 0; word < words.Count; word++)
            {
                if (!IsTopical(words[word])) continue;
                Note(singles, words[word].Stem, words[word].Text, at);
                if (word + 1 < words.Count && IsTopical(words[word + 1]) && Touch(texts[at], words[word], words[word + 1]))
                    Note(pairs, $"{words[word].Stem} {words[word + 1].Stem}", $"{words[word].Text} {words[word + 1].Text}", at);
            }
        }

        var repeated = Pick(pairs, singles, least: 2, most);
        return repeated.Count > 0 ? repeated : Pick(pairs, singles, least: 1, most);
    }

    private static List<FoundTopic> Pick(Dictionary<string, FoundTopic> pairs, Dictionary<string, FoundTopic> singles, int least, int most)
    {
        var chosen = new List<(string Key, FoundTopic Topic)>();
        foreach (var (key, topic) in pairs.Concat(singles).Where(each => each.Value.Texts.Count >= least)
            .OrderByDescending(each => each.Value.Texts.Count * (each.Key.Contains(' ', StringComparison.Ordinal) ? 1.5 : 1))
            .ThenBy(each => each.Value.Texts.Min()))
        {
            if (chosen.Count == most) break;
            if (!chosen.Exists(other => other.Key.Split(' ').Intersect(key.Split(' ')).Any())) chosen.Add((key, topic));
        }

        return [.. chosen.Select(each => each.Topic).OrderByDescending(topic => topic.Texts.Count)];
    }

    private static void Note(Dictionary<string, FoundTopic> topics, string key, string name, int text)
    {
        if (!topics.TryGetValue(key, out var topic)) topics[key] = topic = new FoundTopic(name, new SortedSet<int>());
        topic.Texts.Add(text);
    }

    private static bool IsTopical(Word word) => word.IsContent && !word.IsNumber && word.Text.Length > 2 && !IsPlain(word.Text);

    private static bool Touch(string text, Word first, Word second) =>
        text.AsSpan(first.Start, second.Start - first.Start).IndexOfAny('.', ',', ';') < 0 && second.Start - first.Start <= first.Text.Length + 3;

    /// <summary>Words that are said of anything.</summary>
    private static bool IsPlain(string word) => Plain.Contains(word);

    private static readonly HashSet<string> Plain = new(
        ("user help try use used using first second next last new good well time times day days week weeks month months year years "
        + "interested particularly important working work start started starting thank think feel like look looking things session sessions "
        + "discuss discussed question questions talk talked better best right left lot bit people").Split(' '),
        StringComparer.Ordinal);
}

internal sealed record FoundTopic(string Name, SortedSet<int> Texts);
