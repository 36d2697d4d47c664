using System.Text;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;

namespace Grains.Providers.Models.Embedded;

/// <summary>Writes an answer: a line that leads in, the quotes with their sources, lists as lists; or that it does not know.</summary>
internal static class AnswerComposer
{
    // Fewer items are picked from a list; from here on they are it.
    private const int ListLength = 3;

    public static (string Text, IReadOnlyList<int> Used) Compose(AnswerRequest request)
    {
        if (SmallTalk.Answer(request) is { } reply) return (reply, []);

        var question = QuestionReader.Read(request.Question, request.History);
        var selection = question.Terms.Count == 0 && question.Kind != QuestionKind.Overview
            ? Selection.Nothing
            : new SentenceSelector(question, request.Passages, request.History).Select();
        if (selection.Sentences.Count == 0) return (Unknown(request, question), []);

        var groups = selection.Sentences.GroupBy(sentence => sentence.Passage).ToList();
        var used = groups.Select(group => group.Key).ToList();
        var single = used.Select(at => request.Passages[at].DocumentId).Distinct().Count() == 1;
        var answer = new StringBuilder(LeadIn(question, selection, single ? Title(request.Passages[used[0]]) : null));
        foreach (var group in groups)
        {
            answer.Append("\n\n");
            Quote(answer, [.. group], request.Passages[group.Key].Section, Source(request.Passages[group.Key], single));
        }

        return (answer.ToString(), used);
    }

    private static string LeadIn(Question question, Selection selection, string? title)
    {
        var says = title is null ? "my documents say" : $"{title} says";
        var names = title is null ? "My documents" : title;
        var verb = title is null ? ("give", "describe", "name") : ("gives", "describes", "names");
        var steps = selection.Sentences.Count(sentence => sentence.Kind == SentenceKind.Step) >= ListLength;
        var list = selection.Sentences.Any(sentence => sentence.IsItem);
        var figure = selection.Sentences.Any(AnswerForm.HasFigure);

        if (selection.Coverage < SentenceSelector.Sure) return $"I found no direct answer to that. The closest that {says} is this:";
        if (question.AsksForMore) return $"There is more on that. {Capital(says)}:";
        return question.Kind switch
        {
            QuestionKind.HowMany when figure => $"{names} {verb.Item1} this figure:",
            QuestionKind.When => $"On the timing, {says}:",
            QuestionKind.Why => $"{names} {verb.Item1} this reason:",
            QuestionKind.HowTo when steps => $"{names} {verb.Item1} these steps:",
            QuestionKind.HowTo => $"{names} {verb.Item2} it like this:",
            QuestionKind.List when list => $"{names} {verb.Item3} the following:",
            QuestionKind.Overview => $"In short, {says}:",
            _ when question.Topic is { } topic => $"On {topic}, {says}:",
            _ => $"{Capital(says)}:",
        };
    }

    /// <summary>One passage's sentences: prose in one pair of quotation marks, with … where something was left out; items as a list.</summary>
    private static void Quote(StringBuilder answer, IReadOnlyList<Sentence> sentences, string? section, string source)
    {
        for (var at = 0; at < sentences.Count;)
        {
            if (at > 0) answer.Append(sentences[at].IsItem || sentences[at - 1].IsItem ? "\n\n" : " ");
            var end = at + 1;
            while (end < sentences.Count && sentences[end].IsItem == sentences[at].IsItem) end++;
            var run = sentences.Skip(at).Take(end - at).ToList();
            if (at == 0 && sentences[0].IsItem && sentences[0].Kind != SentenceKind.Row && Under(sentences[0], section) is { } heading)
                answer.Append("Under “").Append(heading).Append("”:\n\n");
            if (sentences[at].IsItem) Items(answer, run);
            else Prose(answer, run);
            at = end;
        }

        if (source.Length > 0) answer.Append(sentences[^1].IsItem ? "\n\n" : " ").Append(source);
    }

    // A list that no line announces is understood by the heading it stands under.
    private static string? Under(Sentence item, string? section)
    {
        var heading = (item.Heading.Length > 0 ? item.Heading : section ?? "").Trim().TrimStart("0123456789. ".ToCharArray());
        return heading.Length > 0 ? heading : null;
    }

    private static void Prose(StringBuilder answer, List<Sentence> run)
    {
        answer.Append('“');
        if (run[0].CutAtStart) answer.Append("… ");
        for (var at = 0; at < run.Count; at++)
        {
            if (at > 0) answer.Append(run[at].Order == run[at - 1].Order + 1 ? " " : " … ");
            answer.Append(run[at].Text);
        }

        if (run[^1].CutAtEnd) answer.Append(" …");
        answer.Append('”');
    }

    private static void Items(StringBuilder answer, List<Sentence> run)
    {
        for (var at = 0; at < run.Count; at++)
        {
            if (at > 0) answer.Append('\n');
            if (run[at].Kind == SentenceKind.Step && run.Count >= ListLength) answer.Append(at + 1).Append(". ");
            else answer.Append("- ");
            answer.Append(run[at].Text);
        }
    }

    private static string Unknown(AnswerRequest request, Question question)
    {
        if (question.AsksForMore) return "That is all that I found in my documents on it. Ask me about a detail, or about something else.";

        var unknown = new StringBuilder(question.Kind == QuestionKind.Overview
            ? "I answer questions from my documents; a summary of a whole document is more than I can do."
            : "I don't know: my documents hold no answer to that.");
        var covers = Covers(request);
        if (covers is not null) unknown.Append(" What they do cover is ").Append(covers).Append('.');
        return unknown.ToString();
    }

    private static string? Covers(AnswerRequest request)
    {
        if (request.Persona.ExpertiseAreas.Count > 0) return SmallTalk.Join(request.Persona.ExpertiseAreas);
        var titles = request.Passages.Select(Title).Distinct(StringComparer.Ordinal).Take(3).ToList();
        return titles.Count > 0 ? SmallTalk.Join(titles) : null;
    }

    private static string Source(Passage passage, bool single)
    {
        if (!single) return $"({PromptPassages.Cite(passage with { DocumentTitle = Title(passage), Section = passage.Page is null ? passage.Section : null })})";
        return passage.Page is { } page ? $"(p. {page})" : string.IsNullOrWhiteSpace(passage.Section) ? "" : $"({passage.Section.Trim()})";
    }

    private static string Title(Passage passage)
    {
        var title = passage.DocumentTitle.Trim();
        var dot = title.LastIndexOf('.');
        return dot > 0 && title[dot..].ToLowerInvariant() is ".pdf" or ".docx" or ".txt" or ".md" ? title[..dot] : title;
    }

    private static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
