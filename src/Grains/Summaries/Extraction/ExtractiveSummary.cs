using System.Collections.Immutable;
using System.Text;

namespace Grains.Summaries.Extraction;

/// <summary>
/// Summarises by choosing from what was said, word for word; docs/summaries.md tells how. The same transcript and wishes always give
/// the same summary.
/// </summary>
internal static class ExtractiveSummary
{
    private const int MostTopics = 8;

    public static SummaryContent Make(Guid sessionId, Transcript transcript, SummaryWishes wishes)
    {
        var sentences = SpokenSentences.Read(transcript);
        var weights = new SentenceWeights(sentences, wishes.Topics);
        var telling = sentences.Where(sentence => sentence is { FromUser: false, IsTelling: true, IsQuestion: false }).ToList();
        var size = SummarySize.Of(wishes.Type);

        var actions = Actions(sessionId, sentences, size.ActionItems);
        var advice = weights.Choose(telling.Where(ActionFinder.IsAdvice), size.Recommendations);
        var insights = weights.Choose(
            telling.Where(sentence => !ActionFinder.IsAdvice(sentence) && ActionFinder.Action(sentence) is null), size.Insights);
        var topics = TopicFinder.Find([.. sentences.Where(sentence => sentence.Stems.Count > 0).Select(sentence => sentence.Text)], MostTopics);
        var names = topics.Select(topic => topic.Name).ToImmutableArray();
        var prose = weights.Choose(telling, size.Sentences);
        return new SummaryContent(
            Text(transcript, wishes.Type, names, prose, actions),
            names,
            wishes.Wants(SummaryPart.KeyInsights) ? [.. insights.Select(sentence => sentence.Text)] : [],
            wishes.Wants(SummaryPart.ActionItems) ? actions : [],
            wishes.Wants(SummaryPart.Recommendations) ? [.. advice.Select(sentence => sentence.Text)] : [],
            wishes.Wants(SummaryPart.NextTopics) ? [.. OpenQuestions.Find(transcript, sentences, size.NextTopics)] : [],
            wishes.IncludeSources ? [.. SourceDigest.Of(transcript)] : []);
    }

    private static ImmutableArray<ActionItem> Actions(Guid sessionId, IReadOnlyList<SpokenSentence> sentences, int most)
    {
        var found = new List<(ActionItem Item, SpokenSentence Sentence)>();
        for (var at = 0; at < sentences.Count && found.Count < most; at++)
        {
            var sentence = sentences[at];
            if (sentence.Text.Length > 300 || ActionFinder.Action(sentence) is not { } item) continue;
            if (found.Exists(other => other.Sentence.Overlap(sentence) > 0.7)) continue;

            // "Prepare a budget. It takes about a week."
            var next = at + 1 < sentences.Count && sentences[at + 1].Message == sentence.Message && ActionFinder.Action(sentences[at + 1]) is null ? sentences[at + 1].Text : "";
            var effort = Effort.Of(sentence.Text) ?? (next.Contains("take", StringComparison.OrdinalIgnoreCase) ? Effort.Of(next) : null);
            found.Add((new ActionItem(ActionFinder.IdOf(sessionId, item), item, Effort.PriorityOf(sentence.Text), effort, null), sentence));
        }

        return [.. found.Select(each => each.Item).DistinctBy(item => item.ItemId)];
    }

    private static string Text(
        Transcript transcript, SummaryType type, ImmutableArray<string> topics, IReadOnlyList<SpokenSentence> prose, ImmutableArray<ActionItem> actions)
    {
        var questions = transcript.Messages.Count(message => message.FromUser);
        var text = new StringBuilder("In this session with ").Append(transcript.ExpertName).Append(", ");
        text.Append(questions == 1 ? "one message was" : $"{questions} messages were").Append(" sent");
        if (topics.Length > 0) text.Append(", about ").Append(Joined(topics.Take(3)));
        text.Append('.');
        if (type == SummaryType.ActionItems)
        {
            text.Append(actions.Length switch { 0 => " Nothing was found that is to be done.", 1 => " One thing is to be done.", var many => $" {many} things are to be done." });
            return text.ToString();
        }

        foreach (var sentence in prose) text.Append(' ').Append(sentence.Text).Append(".!?…:;".Contains(sentence.Text[^1], StringComparison.Ordinal) ? "" : ".");
        return text.ToString();
    }

    private static string Joined(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? all[0] : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }
}
