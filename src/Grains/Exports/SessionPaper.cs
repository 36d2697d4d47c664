using System.Globalization;
using Grains.Chat;
using Grains.Summaries;

namespace Grains.Exports;

/// <summary>Lays a session out for print: how it stood, its summary, and what was said.</summary>
internal static class SessionPaper
{
    public static PrintedDocument Of(ExportedSession export)
    {
        var session = export.Session;
        var blocks = new List<PrintedBlock> { new PrintedParagraph(Facts(session), PrintedKind.Small) };
        if (export.Summary is { } summary) AddSummary(blocks, summary, export.IncludeSources);
        if (export.Transcript is { } transcript) AddTranscript(blocks, transcript, session.Snapshot.Name, export.IncludeSources);
        return new PrintedDocument($"Session with {session.Snapshot.Name}", export.At, blocks);
    }

    private static string Facts(ChatSessionView session)
    {
        var minutes = session.ActiveTime.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);
        var cost = (session.CostMicros / 1_000_000m).ToString("0.00##", CultureInfo.InvariantCulture);
        var ended = session.EndedAt is { } at ? $", ended {Time(at)}" : "";
        return $"Started {Time(session.StartedAt)}{ended}. {minutes} minutes, {session.MessageCount} messages, {cost} USD{(session.DemoMode ? " (demo)" : "")}.";
    }

    private static void AddSummary(List<PrintedBlock> blocks, SummaryView summary, bool sources)
    {
        var content = summary.Content;
        blocks.Add(new PrintedHeading(1, "Summary"));
        blocks.Add(new PrintedParagraph(content.Text));
        AddList(blocks, "Key insights", content.KeyInsights);
        if (content.ActionItems.Length > 0)
        {
            blocks.Add(new PrintedHeading(2, "Action items"));
            blocks.Add(new PrintedTable(
                [6, 1.3, 1.7, 1.5],
                ["What", "Priority", "Effort", "Done"],
                [.. content.ActionItems.Select(Row)]));
        }

        AddList(blocks, "Recommendations", content.Recommendations);
        AddList(blocks, "Topics for the next session", content.NextSessionTopics);
        if (sources && content.Sources.Length > 0)
        {
            blocks.Add(new PrintedHeading(2, "Sources"));
            blocks.Add(new PrintedTable(
                [4, 4, 1.4],
                ["Document", "Sections", "Relevance"],
                [.. content.Sources.Select(source => (IReadOnlyList<string>)[source.Title, string.Join("; ", source.Sections), source.Relevance])]));
        }

        if (summary.UserNotes is { } notes)
        {
            blocks.Add(new PrintedHeading(2, "Notes"));
            blocks.AddRange(PrintedMarkdown.Blocks(notes));
        }

        if (summary.FollowUpNeeded) blocks.Add(new PrintedParagraph("A follow-up is needed.", PrintedKind.Strong));
    }

    private static IReadOnlyList<string> Row(ActionItem item) =>
        [item.Item, item.Priority, item.EstimatedEffort ?? "", item.CompletedAt is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""];

    private static void AddTranscript(List<PrintedBlock> blocks, Transcript transcript, string expert, bool sources)
    {
        blocks.Add(new PrintedHeading(1, "Transcript"));
        if (transcript.Messages.Count < transcript.Total)
        {
            blocks.Add(new PrintedParagraph(
                FormattableString.Invariant($"{transcript.Messages.Count} of {transcript.Total} messages: its beginning and its end."), PrintedKind.Small));
        }

        foreach (var message in transcript.Messages)
        {
            blocks.Add(new PrintedHeading(3, $"{(message.FromUser ? "You" : expert)}, {Time(message.At)}"));
            if (message.Failed) blocks.Add(new PrintedParagraph("The answer failed.", PrintedKind.Small));
            else blocks.AddRange(PrintedMarkdown.Blocks(message.Text));
            if (sources && message.Sources.Count > 0)
                blocks.Add(new PrintedParagraph($"Sources: {string.Join("; ", message.Sources.Select(Cite).Distinct())}", PrintedKind.Small));
        }
    }

    public static string Cite(AnswerSource source)
    {
        var place = source.Section is { Length: > 0 } section ? $", {section}" : "";
        return source.Page is { } page ? FormattableString.Invariant($"{source.Title}{place}, p. {page}") : source.Title + place;
    }

    private static void AddList(List<PrintedBlock> blocks, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        blocks.Add(new PrintedHeading(2, heading));
        blocks.Add(new PrintedList(items));
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
