using System.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace Grains.Providers.Documents.Text;

/// <summary>The words of a line of Markdown, without its marks. A link or picture is its text.</summary>
internal static class MarkdownText
{
    public static string Of(ContainerInline? inline)
    {
        var text = new StringBuilder();
        if (inline is not null) Append(text, inline);
        return text.ToString().Trim();
    }

    /// <summary>The parser bounds the nesting, so that this recursion is bounded.</summary>
    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
            case CodeInline code: text.Append(code.Content); break;
            case AutolinkInline link: text.Append(link.Url); break;
            case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
            case LineBreakInline lineBreak: text.Append(lineBreak.IsHard ? '\n' : ' '); break;
            case TaskList task: text.Append(task.Checked ? "[x]" : "[ ]"); break;
            case ContainerInline container:
                foreach (var child in container) Append(text, child);
                break;
        }
    }
}
