using System.Text.RegularExpressions;
using Grains.Knowledge.Chunking;

namespace Grains.Summaries.Extraction;

/// <summary>Cuts a transcript into sentences, without what only frames them: list marks, quotation marks around quotes, citations, lines that lead in.</summary>
internal static partial class SpokenSentences
{
    /// <summary>More are not looked at; with the bound on messages this is a bound on time.</summary>
    private const int Most = 5_000;

    public static IReadOnlyList<SpokenSentence> Read(Transcript transcript)
    {
        var found = new List<SpokenSentence>();
        for (var message = 0; message < transcript.Messages.Count && found.Count < Most; message++)
        {
            var said = transcript.Messages[message];
            if (said.Failed) continue;
            foreach (var line in said.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var plain = Plain(line);
                if (!said.FromUser && plain.EndsWith(':')) continue;
                foreach (var sentence in SentenceSplitter.Split(plain))
                {
                    var clean = Framed(sentence);
                    if (clean.Any(char.IsLetter)) found.Add(new SpokenSentence(message, found.Count, said.FromUser, clean));
                }
            }
        }

        return found;
    }

    private static string Plain(string line)
    {
        var unmarked = ListMark().Replace(line, "");
        return Emphasis().Replace(Citation().Replace(unmarked, ""), "$1").Trim();
    }

    private static string Framed(string sentence) => PageMark().Replace(sentence, "").Trim().Trim('“', '”', '"', '…', ' ').Trim();

    [GeneratedRegex(@"^(?:[-*•–]|\d{1,3}[.)]|#{1,6}|>)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\s?\[(?:M?\d{1,3}(?:\s*,\s*)?)+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\((?:p\. \d+|[^()]{1,80}, p\. \d+[^()]{0,80})\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PageMark();

    [GeneratedRegex(@"(?:\*\*|__|`)([^*_`]+)(?:\*\*|__|`)", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
