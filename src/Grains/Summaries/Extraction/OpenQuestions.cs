using System.Text.RegularExpressions;

namespace Grains.Summaries.Extraction;

/// <summary>
/// What a next session could go on with: what somebody put off ("next time…", "another session"), questions that got no answer, and
/// questions that an answer ended in.
/// </summary>
internal static partial class OpenQuestions
{
    private const int Longest = 120;

    public static IReadOnlyList<string> Find(Transcript transcript, IReadOnlyList<SpokenSentence> sentences, int most)
    {
        var found = new List<string>();
        foreach (var sentence in sentences)
        {
            if (PutOff().Match(sentence.Text) is { Success: true } match) Add(found, match.Groups["what"].Success ? match.Groups["what"].Value : sentence.Text);
            else if (sentence is { FromUser: true, IsQuestion: true } && IsOpen(transcript, sentence.Message)) Add(found, TopicOf(sentence.Text));
            else if (sentence is { FromUser: false, IsQuestion: true }) Add(found, TopicOf(Offer().Replace(sentence.Text, "")));
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase).TakeLast(most)];
    }

    /// <summary>Whether the message has no answer, or one that says that it is none.</summary>
    private static bool IsOpen(Transcript transcript, int question)
    {
        if (question + 1 >= transcript.Messages.Count || transcript.Messages[question + 1] is not { FromUser: false } answer) return true;
        return answer.Failed || answer.Text.Length == 0 || NoAnswer().IsMatch(answer.Text);
    }

    private static string TopicOf(string question)
    {
        var bare = Asking().Replace(question.Trim(), "").TrimEnd('?', '.', '!', ' ');
        return bare.Length > 0 ? bare : question;
    }

    private static void Add(List<string> found, string topic)
    {
        var clean = topic.Trim().TrimEnd('?', '.', '!', ',', ' ');
        if (clean.Length is 0 or > Longest || !clean.Any(char.IsLetter)) return;
        found.Add(char.ToUpperInvariant(clean[0]) + clean[1..]);
    }

    [GeneratedRegex(@"\b(?:next (?:time|session)|in (?:another|a later|our next|the next) session|another time|later on),?\s+(?:(?:I|we)(?:'d|’d|'ll|’ll| would| will| can| could| should| want to| need to)*\s+(?:like to |want to )?(?:talk about |discuss |look at |cover |go into |continue with |speak about )?)?(?<what>\w.+)$|\b(?:discuss|cover|talk about|look at|continue with|go into)\s+(?<what>\w.+?)\s+(?:next (?:time|session)|in (?:another|a later|our next|the next) session|another time|later)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PutOff();

    [GeneratedRegex(@"^(?:I don't know|I do not know|I found no direct answer|I'm not sure|I am not sure|I could not find|I couldn't find|Unfortunately,? I (?:don't|do not|cannot|can't))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoAnswer();

    [GeneratedRegex(@"^(?:and |but |so |also )?(?:what (?:is|are|about|would be|should)|how about|which|can you (?:tell me|explain)|could you (?:tell me|explain)|tell me about|do you know)\s+(?:the |my |our )?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex(@"^(?:would you like (?:me )?to|do you want (?:me )?to|shall (?:I|we)|should we)\s+(?:talk about |discuss |look at |explore |go into |explain )?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Offer();
}
