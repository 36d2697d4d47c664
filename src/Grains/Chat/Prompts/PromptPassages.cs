using System.Text;
using Grains.Knowledge;

namespace Grains.Chat.Prompts;

/// <summary>Writes passages into a prompt, numbered from 1, each between marks that its own text cannot contain.</summary>
internal static class PromptPassages
{
    public static void Append(StringBuilder prompt, IReadOnlyList<Passage> passages)
    {
        for (var index = 0; index < passages.Count; index++)
        {
            var passage = passages[index];
            prompt.Append("<passage number=\"").Append(index + 1).Append("\" title=\"").Append(Attribute(passage.DocumentTitle)).Append(passage.IsAttachment ? " (sent by the user)\"" : "\"");
            if (passage.Page is { } page) prompt.Append(" page=\"").Append(page).Append('"');
            if (!string.IsNullOrWhiteSpace(passage.Section)) prompt.Append(" section=\"").Append(Attribute(passage.Section)).Append('"');
            prompt.Append(">\n").Append(Body(passage.Text)).Append("\n</passage>\n");
        }
    }

    /// <summary>How a source is named to a person: title, page and section.</summary>
    public static string Cite(Passage passage)
    {
        var cited = new StringBuilder(Attribute(passage.DocumentTitle));
        if (passage.Page is { } page) cited.Append(", p. ").Append(page);
        if (!string.IsNullOrWhiteSpace(passage.Section)) cited.Append(", ").Append(Attribute(passage.Section));
        return cited.ToString();
    }

    // A document could otherwise close its passage and go on in the voice of the instructions.
    private static string Body(string text) => text
        .Replace("<passage", "‹passage", StringComparison.OrdinalIgnoreCase)
        .Replace("</passage", "‹/passage", StringComparison.OrdinalIgnoreCase)
        .Trim();

    private static string Attribute(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
            clean.Append(character switch { '<' => '‹', '>' => '›', '"' => '\'', _ when char.IsControl(character) => ' ', _ => character });
        return clean.ToString().Trim();
    }
}
