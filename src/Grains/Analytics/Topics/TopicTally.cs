using System.Globalization;
using Grains.Chat.Prompts;

namespace Grains.Analytics.Topics;

/// <summary>
/// Counts key phrases by the sessions that they occur in. A phrase is one to three words that stand side by side, none of them a stop word, a number
/// or shorter than three letters; words are compared by their stems. What only one session says is nobody's topic but its user's and is left out.
/// A phrase that is part of a longer one in as many sessions says less and is left out, too.
/// </summary>
internal sealed class TopicTally
{
    private const int LongestPhrase = 3;
    private const int LeastSessions = 2;

    private readonly Dictionary<string, Topic> topics = new(StringComparer.Ordinal);

    /// <summary>Adds what the user of one session said.</summary>
    public void AddSession(IEnumerable<string> messages)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            foreach (var (stems, words) in Phrases(message)) said.TryAdd(stems, words);
        }

        foreach (var (stems, words) in said)
        {
            if (!topics.TryGetValue(stems, out var topic)) topics.Add(stems, topic = new Topic(stems));
            topic.Add(words);
        }
    }

    /// <summary>The phrases of most sessions; of equals the longer, then the first by the alphabet.</summary>
    public IReadOnlyList<string> Top(int count)
    {
        var chosen = new List<Topic>();
        var candidates = topics.Values
            .Where(static topic => topic.Sessions >= LeastSessions)
            .OrderByDescending(static topic => topic.Sessions)
            .ThenByDescending(static topic => topic.Length)
            .ThenBy(static topic => topic.Stems, StringComparer.Ordinal);
        foreach (var topic in candidates)
        {
            if (chosen.Exists(longer => longer.Sessions == topic.Sessions && longer.Holds(topic))) continue;
            chosen.Add(topic);
            if (chosen.Count == count) break;
        }

        return [.. chosen.Select(static topic => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(topic.Shown))];
    }

    private static IEnumerable<(string Stems, string Words)> Phrases(string message)
    {
        var run = new List<Word>();
        var end = 0;
        foreach (var word in Words.Read(message))
        {
            // Only blanks join: a phrase does not go over the end of a clause.
            var joins = run.Count > 0 && message.AsSpan(end, word.Start - end).Trim() is "";
            if (!joins || !IsKey(word)) run.Clear();
            end = word.Start + word.Text.Length;
            if (!IsKey(word)) continue;

            run.Add(word);
            for (var length = 1; length <= Math.Min(LongestPhrase, run.Count); length++)
            {
                var phrase = run.GetRange(run.Count - length, length);
                yield return (string.Join(' ', phrase.Select(static one => one.Stem)), string.Join(' ', phrase.Select(static one => one.Text)));
            }
        }
    }

    private static bool IsKey(Word word) => word is { IsContent: true, IsNumber: false, Text.Length: >= 3 } || (word.IsContent && word.Text[0] >= '\u2E80');

    private sealed class Topic(string stems)
    {
        private readonly Dictionary<string, int> forms = new(StringComparer.Ordinal);

        public string Stems => stems;

        public int Sessions { get; private set; }

        public int Length { get; } = stems.Count(static character => character == ' ') + 1;

        /// <summary>The words as most sessions had them.</summary>
        public string Shown => forms.OrderByDescending(static form => form.Value).ThenBy(static form => form.Key, StringComparer.Ordinal).First().Key;

        public void Add(string words)
        {
            Sessions++;
            forms[words] = forms.GetValueOrDefault(words) + 1;
        }

        public bool Holds(Topic other) => Length > other.Length && $" {stems} ".Contains($" {other.Stems} ", StringComparison.Ordinal);
    }
}
