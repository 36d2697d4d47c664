using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Chat;
using Grains.Summaries;

namespace Grains.Exports;

/// <summary>A session as JSON, with the names of the public API.</summary>
internal static class SessionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static byte[] Write(ExportedSession export) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Session = Session(export.Session),
            Summary = export.Summary is { } summary ? Summary(summary, export.IncludeSources) : null,
            Transcript = export.Transcript is { } transcript
                ? new
                {
                    TotalMessages = transcript.Total,
                    Messages = transcript.Messages.Select(message => Message(message, export.IncludeSources)).ToList(),
                }
                : null,
            ExportedAt = export.At.UtcDateTime,
        },
        Options);

    private static object Session(ChatSessionView session) => new
    {
        Id = session.SessionId,
        ExpertId = session.Snapshot.CloneId,
        ExpertName = session.Snapshot.Name,
        StartTime = session.StartedAt.UtcDateTime,
        EndTime = session.EndedAt?.UtcDateTime,
        DurationMinutes = Math.Round(session.ActiveTime.TotalMinutes, 2),
        TotalCost = session.CostMicros / 1_000_000m,
        session.MessageCount,
        session.DemoMode,
        session.Rating,
    };

    private static object Summary(SummaryView summary, bool sources) => new
    {
        summary.SummaryId,
        SummaryText = summary.Content.Text,
        summary.Content.KeyInsights,
        ActionItems = summary.Content.ActionItems.Select(item => new
        {
            item.Item,
            item.Priority,
            EstimatedEffort = item.EstimatedEffort ?? "unspecified",
            CompletedAt = item.CompletedAt?.UtcDateTime,
        }).ToList(),
        summary.Content.Recommendations,
        summary.Content.NextSessionTopics,
        SourcesReferenced = sources ? summary.Content.Sources.Select(source => new { source.Title, source.Sections, source.Relevance }).ToList() : null,
        summary.Origin.Method,
        summary.UserNotes,
        summary.FollowUpNeeded,
    };

    private static object Message(TranscriptMessage message, bool sources) => new
    {
        message.Id,
        SenderType = message.FromUser ? "user" : "ai",
        Content = message.Text,
        Timestamp = message.At.UtcDateTime,
        Failed = message.Failed ? true : (bool?)null,
        Sources = sources && !message.FromUser
            ? message.Sources.Select(source => new { source.Title, source.Page, source.Section, Relevance = Math.Round(source.Relevance, 4) }).ToList()
            : null,
    };
}
