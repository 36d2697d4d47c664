using System.Globalization;
using System.Text.RegularExpressions;
using Grains.Chat.Models;
using Grains.Knowledge;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.Embedded;

/// <summary>Reads back what <see cref="Chat.Prompts.AnswerPrompt"/> wrote, for callers that hand the built-in answerer messages only.</summary>
internal static partial class PromptReader
{
    public static AnswerRequest Read(IReadOnlyList<ChatMessage> messages)
    {
        var system = string.Join('\n', messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        var persona = new AnswerPersona(Find(Name(), system) ?? "this assistant", Find(Description(), system) ?? "", "", "", Areas(system));
        var passages = new List<Passage>();
        foreach (Match match in PassageMark().Matches(system))
        {
            var (title, page, section) = (match.Groups[1].Value, match.Groups[2], match.Groups[3]);
            passages.Add(new Passage(
                Guid.Empty, Guid.Empty, title, page.Success ? int.Parse(page.Value, CultureInfo.InvariantCulture) : null,
                section.Success ? section.Value : null, match.Groups[4].Value, 0.5, null, []));
        }

        var talk = messages.Where(message => message.Role != ChatRole.System).ToList();
        var history = new List<TranscriptTurn>();
        for (var at = 0; at + 2 < talk.Count; at++)
            if (talk[at].Role == ChatRole.User && talk[at + 1].Role == ChatRole.Assistant) history.Add(new(talk[at].Text, talk[at + 1].Text));
        return new AnswerRequest(ModelCatalog.EmbeddedName, persona, passages, history, talk.Count > 0 ? talk[^1].Text : "", 0, int.MaxValue);
    }

    private static string? Find(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static IReadOnlyList<string> Areas(string system) =>
        Find(Expertise(), system)?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [];

    [GeneratedRegex(@"^You answer as (.+)\.$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^What you are: (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Description();

    [GeneratedRegex(@"^Your areas: (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Expertise();

    [GeneratedRegex("""<passage number="\d+" title="([^"]*)"(?: page="(\d{1,9})")?(?: section="([^"]*)")?>\n(.*?)\n</passage>""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PassageMark();
}
