using Grains.Chat.Prompts;
using Grains.Knowledge;

namespace Grains.Providers.Models.Embedded;

/// <summary>
/// Scores sentences against a question: the share of the question's words found (weighted by how rare each is among the
/// sentences), words that stand together as they do in the question, how close together they stand, whether the sentence
/// has the form of an answer to such a question, and what retrieval thought of its passage.
/// </summary>
internal sealed class SentenceScorer
{
    // How much a question word counts by where it is found.
    private const double Synonym = 0.7;
    private const double Related = 0.6;
    private const double InHeading = 0.5;
    private const double InSentenceBefore = 0.4;
    private const double InSentenceReferredTo = 0.8;
    private const double InTitle = 0.35;
    private const int RelatedPrefix = 5;

    // From here on a heading says that what stands under it is about the question.
    private const double AboutHeading = 0.65;
    private const double OneWord = SentenceSelector.Sure - 0.01;

    private readonly IReadOnlyList<Sentence> sentences;
    private readonly IReadOnlyList<Passage> passages;
    private readonly Question question;
    private readonly double[] idf;
    private readonly double[,] found;
    private readonly HashSet<string>[] titles;
    private readonly int ownTerms;
    private readonly double[] headingShares;

    public SentenceScorer(Question question, IReadOnlyList<Passage> passages, IReadOnlyList<Sentence> sentences)
    {
        (this.question, this.passages, this.sentences) = (question, passages, sentences);
        found = new double[sentences.Count, question.Terms.Count];
        idf = new double[question.Terms.Count];
        ownTerms = question.Terms.Count(term => !term.IsCarried && term.Weight >= 1);
        titles = [.. passages.Select(passage => Words.Read(passage.DocumentTitle).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal))];
        for (var term = 0; term < idf.Length; term++)
        {
            var frequency = 0;
            for (var at = 0; at < sentences.Count; at++)
            {
                found[at, term] = Match(sentences[at].Words, question.Terms[term].Stem);
                if (found[at, term] > 0) frequency++;
            }

            idf[term] = question.Terms[term].Weight * Math.Log(1 + ((sentences.Count + 0.5) / (frequency + 0.5)));
        }

        headingShares = [.. sentences.Select(ReadHeadingShare)];
    }

    public ScoredSentence Score(int at)
    {
        var sentence = sentences[at];
        if (sentence.Kind == SentenceKind.Heading) return new ScoredSentence(sentence, 0, 0);

        var coverage = Coverage(at);
        if (coverage == 0) return new ScoredSentence(sentence, 0, 0);

        var score = coverage
            + (0.15 * PairShare(sentence))
            + (0.08 * Closeness(sentence))
            + (coverage * AnswerForm.Bonus(question, sentence))
            + (0.25 * Math.Clamp(passages[sentence.Passage].Score, 0, 1));
        if (HeadingShare(at) is var heading and >= AboutHeading)
            score += (0.3 * heading) + (0.03 * Math.Max(0, 4 - PlaceUnderHeading(at)));
        if (sentence.CutAtStart || sentence.CutAtEnd) score -= 0.15;
        if (sentence.Words.Count < 7 && HeadingShare(at) < AboutHeading && !sentence.IsItem) score -= 0.15;
        if (sentence.Words.Count < 6 && sentence.Kind == SentenceKind.Step && !SentenceSplitter.EndsWell(sentence.Text)) score -= 0.25;
        if (sentence.Kind == SentenceKind.Row && IsAnotherRow(at)) score -= 0.5;
        if (sentence.Text.EndsWith('?')) score -= 0.2;
        if (sentence.Text.EndsWith(':') && question.Kind is not (QuestionKind.List or QuestionKind.HowTo or QuestionKind.Other)) score -= 0.3;
        return new ScoredSentence(sentence, score, coverage);
    }

    /// <summary>The share of the question's own words in the heading that a sentence stands under.</summary>
    public double HeadingShare(int at) => headingShares[at];

    private double ReadHeadingShare(Sentence sentence)
    {
        var heading = Words.Read(sentence.Heading.Length > 0 ? sentence.Heading : passages[sentence.Passage].Section ?? "");
        var (have, all) = (0.0, 0.0);
        for (var term = 0; term < idf.Length; term++)
        {
            if (question.Terms[term].IsCarried) continue;
            have += idf[term] * Match(heading, question.Terms[term].Stem);
            all += idf[term];
        }

        return all == 0 ? 0 : have / all;
    }

    private int PlaceUnderHeading(int at)
    {
        var place = 0;
        for (var before = at - 1; before >= 0 && sentences[before].Passage == sentences[at].Passage; before--)
        {
            if (sentences[before].Kind == SentenceKind.Heading) break;
            place++;
        }

        return place;
    }

    private double Coverage(int at)
    {
        var sentence = sentences[at];
        var (have, all, carried, allCarried, matched, direct) = (0.0, 0.0, 0.0, 0.0, 0, false);
        var before = Before(at);
        var beforeCounts = sentence.RefersBack ? InSentenceReferredTo : InSentenceBefore;
        var heading = Words.Read($"{sentence.Heading} {passages[sentence.Passage].Section}");
        for (var term = 0; term < idf.Length; term++)
        {
            var match = found[at, term];
            direct |= match > 0;
            if (match < InHeading) match = Math.Max(match, InHeading * Match(heading, question.Terms[term].Stem));
            if (match < beforeCounts && before is { } other) match = Math.Max(match, beforeCounts * found[other, term]);
            if (match < InTitle && titles[sentence.Passage].Contains(question.Terms[term].Stem)) match = InTitle;
            if (question.Terms[term].IsCarried)
            {
                carried += idf[term] * match;
                allCarried += idf[term];
                continue;
            }

            if (match > 0 && question.Terms[term].Weight >= 1) matched++;
            have += idf[term] * match;
            all += idf[term];
        }

        var about = HeadingShare(at) >= AboutHeading;
        if (all == 0 || !(direct || about)) return 0;
        var coverage = have / all;
        if (about) coverage = Math.Max(coverage, HeadingShare(at) * (direct || sentence.Heading.EndsWith('?') ? 0.9 : 0.72));
        if (allCarried > 0) coverage = Math.Min(1, coverage * (0.75 + (0.4 * carried / allCarried)));

        // One word out of several is no answer, however rare the word.
        return ownTerms > 1 && matched < 2 && !about ? Math.Min(coverage, OneWord) : coverage;
    }

    /// <summary>What a sentence is read after: the one before it in its paragraph, or the line that announces its list.</summary>
    private int? Before(int at)
    {
        var sentence = sentences[at];
        for (var before = at - 1; before >= 0 && sentences[before].Passage == sentence.Passage; before--)
        {
            if (sentences[before].Block != sentence.Block || sentences[before].Kind == SentenceKind.Heading) return null;
            if (!sentence.IsItem || !sentences[before].IsItem) return before;
        }

        return null;
    }

    /// <summary>The question names another row of the table by its first cell.</summary>
    private bool IsAnotherRow(int at)
    {
        if (IsNamed(at)) return false;
        for (var row = 0; row < sentences.Count; row++)
        {
            if (row != at && sentences[row].Kind == SentenceKind.Row && sentences[row].Passage == sentences[at].Passage
                && sentences[row].Block == sentences[at].Block && IsNamed(row)) return true;
        }

        return false;

        bool IsNamed(int row)
        {
            var name = Words.Read(sentences[row].Text.Split(PassageReader.RowName)[0]);
            return question.Terms.Any(term => !term.IsCarried && Match(name, term.Stem) >= 1);
        }
    }

    private double PairShare(Sentence sentence)
    {
        if (question.Pairs.Count == 0) return 0;
        var stems = sentence.Words.Where(word => word.IsContent).Select(word => word.Stem).ToList();
        var hits = question.Pairs.Count(pair => stems.Zip(stems.Skip(1)).Any(two => two == pair));
        return (double)hits / question.Pairs.Count;
    }

    private double Closeness(Sentence sentence)
    {
        var places = new List<int>();
        for (var at = 0; at < sentence.Words.Count; at++)
            if (question.Terms.Any(term => term.Stem == sentence.Words[at].Stem)) places.Add(at);
        return places.Count < 2 ? 0 : (double)places.Count / (places[^1] - places[0] + 1);
    }

    private static double Match(IReadOnlyList<Word> words, string stem)
    {
        var best = 0.0;
        foreach (var word in words)
        {
            if (word.Stem == stem) return 1;
            if (best < Synonym && Synonyms.Are(stem, word.Stem)) best = Synonym;
            else if (best < Related && AreRelated(stem, word.Stem)) best = Related;
        }

        return best;
    }

    private static bool AreRelated(string one, string other) =>
        (one.Length >= 4 && other.Length > one.Length + 1 && other.EndsWith(one, StringComparison.Ordinal))
        || (other.Length >= 4 && one.Length > other.Length + 1 && one.EndsWith(other, StringComparison.Ordinal))
        || SharesStart(one, other);

    private static bool SharesStart(string one, string other) =>
        one.Length >= RelatedPrefix && other.Length >= RelatedPrefix
        && string.CompareOrdinal(one, 0, other, 0, Math.Max(RelatedPrefix, Math.Min(one.Length, other.Length) - 2)) == 0;
}

/// <param name="Score">For ranking; about 0 to 1.6.</param>
/// <param name="Coverage">The share, 0 to 1, of the question's words that the sentence and its surroundings hold.</param>
internal readonly record struct ScoredSentence(Sentence Sentence, double Score, double Coverage);
