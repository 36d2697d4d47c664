using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;

namespace Grains.Providers.Models.Embedded;

/// <summary>
/// Chooses what to quote: the best sentences that each add something, with the neighbours they cannot be understood without
/// and with the whole of a list where the list is the answer.
/// </summary>
internal sealed class SentenceSelector(Question question, IReadOnlyList<Passage> passages, IReadOnlyList<TranscriptTurn> history)
{
    /// <summary>Coverage from which a sentence counts as an answer.</summary>
    public const double Sure = 0.56;

    /// <summary>Coverage from which a sentence is worth showing as the closest there is.</summary>
    public const double Close = 0.4;

    private const double Similar = 0.6;
    private const int LongestList = 14;

    private readonly List<Sentence> sentences = PassageReader.Read(passages);
    private readonly SortedSet<int> chosen = [];
    private readonly List<HashSet<string>> told = [];
    private SentenceScorer? scorer;
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    /// <summary>The quoted sentences in reading order, best passage first; empty where nothing comes close.</summary>
    public Selection Select()
    {
        if (question.Kind == QuestionKind.Overview && question.Terms.Count == 0) return Overview();

        scorer = new SentenceScorer(question, passages, sentences);
        if (question.AsksForMore) return More(scorer);

        var ranked = Enumerable.Range(0, sentences.Count)
            .Select(at => (At: at, Scored: scorer.Score(at)))
            .Where(each => each.Scored.Coverage > 0)
            .OrderByDescending(each => each.Scored.Score)
            .ThenBy(each => each.At)
            .ToList();
        if (ranked.Count == 0) return Selection.Nothing;

        var best = ranked[0].Scored;
        var coverage = best.Coverage;
        if (coverage < Close) return Selection.Nothing with { Coverage = coverage };

        foreach (var (at, scored) in ranked)
        {
            if (keys.Count >= (coverage < Sure ? 2 : MaxSentences) || scored.Score < best.Score * Floor || scored.Coverage < Close * 0.9) break;
            if (scored.Coverage < best.Coverage * 0.7) continue;
            Choose(at);
        }

        return Order(scorer, coverage);
    }

    private int MaxSentences => question.Kind switch
    {
        QuestionKind.HowMany or QuestionKind.When or QuestionKind.Where or QuestionKind.Who => 2,
        QuestionKind.Definition or QuestionKind.YesNo => 3,
        _ => 4,
    };

    // The share of the best score that a further sentence needs.
    private double Floor => question.Kind switch
    {
        QuestionKind.HowMany or QuestionKind.When or QuestionKind.Where or QuestionKind.Who => 0.84,
        QuestionKind.Other or QuestionKind.HowTo or QuestionKind.Why or QuestionKind.List => 0.72,
        _ => 0.78,
    };

    private void Choose(int at)
    {
        var sentence = sentences[at];
        if (chosen.Contains(at) || !IsNew(sentence)) return;

        Add(at);
        if (sentence.IsItem || sentence.Text.EndsWith(':')) AddList(at);
        if (sentence.LeansBack && at > 0 && SameBlock(at, at - 1)) Add(at - 1);
        if (sentence.LeansBack && at > 1 && SameBlock(at, at - 2) && sentences[at - 1].LeansBack) Add(at - 2);
        var next = at + 1;
        if (WantsContext && next < sentences.Count && SameBlock(at, next) && Goes(sentence, sentences[next]) && !sentences[next].CutAtEnd) Add(next);
        if (question.Kind == QuestionKind.Why) AddReason(at);
    }

    // The reason often follows what it is the reason for.
    private void AddReason(int at)
    {
        for (var next = at; next < at + 3 && next < sentences.Count && SameBlock(at, next) && sentences[next].Kind == SentenceKind.Prose; next++)
        {
            if (!sentences[next].CutAtEnd) Add(next);
            if (AnswerForm.GivesReason(sentences[next])) return;
        }
    }

    // What is to be done often stands right after when it is to be done.
    private bool Goes(Sentence sentence, Sentence next) =>
        next.LeansBack || (sentence.Kind == SentenceKind.Prose && next.Kind == SentenceKind.Prose && question.Kind == QuestionKind.HowTo && AnswerForm.IsInstruction(next) && !AnswerForm.IsInstruction(sentence));

    private bool WantsContext => question.Kind is QuestionKind.Why or QuestionKind.HowTo or QuestionKind.Definition or QuestionKind.Other or QuestionKind.YesNo;

    /// <summary>The line that announces a list, and its items: all of them where the list is what was asked for.</summary>
    private void AddList(int at)
    {
        var first = at;
        while (first > 0 && SameBlock(at, first - 1) && sentences[first].IsItem) first--;
        var announced = sentences[first].Text.EndsWith(':');
        if (announced && !sentences[first].IsItem) Add(first);

        if (sentences[at].IsItem && !IsWhatWasAsked(first, announced)) return;
        for (var item = first; item < sentences.Count && item - first <= LongestList && SameBlock(at, item); item++)
            if (sentences[item].IsItem) Add(item);
            else if (item > at && item > first) break;
    }

    /// <summary>The whole list is the answer where a list or a way was asked for and the line or heading above it is about that.</summary>
    private bool IsWhatWasAsked(int first, bool announced)
    {
        if (question.Kind is not (QuestionKind.List or QuestionKind.HowTo or QuestionKind.Definition or QuestionKind.Other)) return false;
        var about = $"{sentences[first].Heading} {passages[sentences[first].Passage].Section} {(announced ? sentences[first].Text : "")}";
        var stems = Words.ContentStems(about).ToHashSet(StringComparer.Ordinal);
        return scorer?.HeadingShare(first) > 0.3 || question.Terms.Any(term => term.Weight >= 1 && stems.Contains(term.Stem));
    }

    private bool SameBlock(int one, int other) =>
        sentences[one].Passage == sentences[other].Passage && sentences[one].Block == sentences[other].Block
        && sentences[other].Kind != SentenceKind.Heading;

    private void Add(int at)
    {
        if (!keys.Add(sentences[at].Key)) return;
        chosen.Add(at);
        told.Add(Stems(sentences[at]));
    }

    private bool IsNew(Sentence sentence)
    {
        if (keys.Contains(sentence.Key)) return false;
        var stems = Stems(sentence);
        return told.All(other =>
        {
            var shared = stems.Count(other.Contains);
            return shared < Similar * (stems.Count + other.Count - shared) && shared < stems.Count;
        });
    }

    /// <summary>What follows or surrounds what was told, then whatever else fits, none of it a second time.</summary>
    private Selection More(SentenceScorer scorer)
    {
        var last = history[^1].Answer;
        bool Told(Sentence sentence) => last.Contains(sentence.Text, StringComparison.Ordinal);
        var toldBlocks = sentences.Where(Told).Select(sentence => (sentence.Passage, sentence.Block)).ToHashSet();
        var toldHeadings = sentences.Where(Told).Select(sentence => (sentence.Passage, sentence.Heading)).ToHashSet();
        var ranked = Enumerable.Range(0, sentences.Count)
            .Where(at => sentences[at].Kind != SentenceKind.Heading && !sentences[at].CutAtStart && !IsToldBefore(sentences[at]))
            .Select(at => (At: at, Scored: scorer.Score(at), Near: Nearness(sentences[at])))
            .Where(each => each.Near > 0 || each.Scored.Coverage >= Sure)
            .OrderByDescending(each => each.Near)
            .ThenByDescending(each => each.Scored.Score)
            .ThenBy(each => each.At);
        foreach (var (at, _, _) in ranked)
        {
            if (keys.Count >= MaxSentences) break;
            Choose(at);
        }

        return Order(scorer, chosen.Count > 0 ? 1 : 0);

        double Nearness(Sentence sentence) =>
            toldBlocks.Contains((sentence.Passage, sentence.Block)) ? 1
            : sentence.Heading.Length > 0 && toldHeadings.Contains((sentence.Passage, sentence.Heading)) ? 0.5
            : 0;
    }

    private bool IsToldBefore(Sentence sentence) =>
        history.Any(turn => turn.Answer.Contains(sentence.Text, StringComparison.Ordinal));

    private static HashSet<string> Stems(Sentence sentence) =>
        sentence.Words.Where(word => word.IsContent).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);

    private Selection Overview()
    {
        for (var at = 0; at < sentences.Count && chosen.Count < 4; at++)
        {
            var sentence = sentences[at];
            var opens = sentence.Kind == SentenceKind.Prose && !sentence.CutAtStart && !sentence.LeansBack && sentence.Words.Count > 5;
            if (opens && !chosen.Any(other => sentences[other].Passage == sentence.Passage) && IsNew(sentence)) Add(at);
        }

        return new Selection([.. chosen.Select(at => sentences[at])], chosen.Count > 0 ? 1 : 0);
    }

    private Selection Order(SentenceScorer scorer, double coverage)
    {
        // Passages overlap, so that a sentence can come on its own and within an item.
        var shown = chosen.Select(at => (At: at, sentences[at].Key)).ToList();
        chosen.RemoveWhere(at => shown.Any(other => other.At != at && other.Key.Length > sentences[at].Key.Length
            && other.Key.Contains(sentences[at].Key, StringComparison.Ordinal)));
        var groups = chosen
            .GroupBy(at => sentences[at].Passage)
            .OrderByDescending(group => group.Max(at => scorer.Score(at).Score))
            .ThenBy(group => group.Key);
        return new Selection([.. groups.SelectMany(group => group).Select(at => sentences[at])], coverage);
    }
}

/// <param name="Coverage">How much of the question the best of them hold, 0 to 1.</param>
internal sealed record Selection(IReadOnlyList<Sentence> Sentences, double Coverage)
{
    public static Selection Nothing { get; } = new([], 0);
}
