namespace Grains.Summaries.Extraction;

/// <summary>
/// How much a sentence says of what its session was about. A stem weighs log2(1 + n), n being the sentences that have it, doubled where
/// a question of the user has it, and three times as much where a wished topic has it. A sentence's score is the sum over its stems divided
/// by the root of their number plus 4 (so that neither long nor tiny ones win by length), times 1.15 with a figure and 1.25 with a word such as "important" or "key".
/// </summary>
internal sealed class SentenceWeights
{
    private static readonly HashSet<string> Cues = new(
        ["important", "crucial", "key", "essential", "critical", "main", "must", "always", "never", "therefore", "because", "best", "most"],
        StringComparer.Ordinal);

    private readonly Dictionary<string, double> weights = new(StringComparer.Ordinal);

    public SentenceWeights(IReadOnlyList<SpokenSentence> sentences, IEnumerable<string> topics)
    {
        foreach (var stem in sentences.SelectMany(sentence => sentence.Stems)) weights[stem] = weights.GetValueOrDefault(stem) + 1;
        foreach (var stem in weights.Keys.ToList()) weights[stem] = Math.Log2(1 + weights[stem]);
        foreach (var stem in sentences.Where(sentence => sentence.FromUser).SelectMany(sentence => sentence.Stems).Distinct().ToList()) weights[stem] *= 2;
        foreach (var stem in topics.SelectMany(Chat.Prompts.Words.ContentStems).Distinct())
            if (weights.ContainsKey(stem)) weights[stem] *= 3;
    }

    public double Of(SpokenSentence sentence)
    {
        var sum = sentence.Stems.Sum(stem => weights.GetValueOrDefault(stem));
        var score = sum / Math.Sqrt(sentence.Stems.Count + 4);
        if (sentence.Text.Any(char.IsAsciiDigit)) score *= 1.15;
        if (sentence.Words.Any(word => Cues.Contains(word.Text))) score *= 1.25;
        return score;
    }

    /// <summary>
    /// The best sentences that say different things, in the order in which they were said: each next one is that with the highest score
    /// less 0.7 of it for its greatest overlap with one chosen before; one that overlaps by more than 0.6 is none.
    /// </summary>
    public IReadOnlyList<SpokenSentence> Choose(IEnumerable<SpokenSentence> candidates, int most)
    {
        var left = candidates.Select(sentence => (Sentence: sentence, Score: Of(sentence))).ToList();
        var chosen = new List<SpokenSentence>();
        while (chosen.Count < most && left.Count > 0)
        {
            left.RemoveAll(candidate => chosen.Exists(other => other.Overlap(candidate.Sentence) > 0.6));
            if (left.Count == 0) break;
            var best = left.MaxBy(candidate =>
                candidate.Score * (1 - (0.7 * chosen.Select(other => other.Overlap(candidate.Sentence)).DefaultIfEmpty(0).Max())));
            chosen.Add(best.Sentence);
            left.Remove(best);
        }

        return [.. chosen.OrderBy(sentence => sentence.Order)];
    }
}
