using System.Collections.Immutable;
using System.Text.Json;
using Grains.Chat.Models;
using Grains.Knowledge;
using Grains.Summaries;
using Grains.Summaries.Extraction;

namespace Grains.Providers.Models.Summaries;

/// <summary>
/// Reads a model's summary strictly: one JSON object with every member of its type, at most in a code fence. Anything else is a failure of
/// the model. Sources are taken from the answers, not from what the model says of them.
/// </summary>
internal static class SummaryJson
{
    private const int MaxText = 8_000;
    private const int MaxItem = 1_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowTrailingCommas = false };

    public static SummaryContent Parse(string text, Guid sessionId, Transcript transcript, SummaryWishes wishes)
    {
        try
        {
            using var json = JsonDocument.Parse(Unfenced(text), Strict);
            return Read(json.RootElement, sessionId, transcript, wishes);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ModelFailedException(ModelFailures.BrokenStream, "The model's summary has not the form that was asked for.");
        }
    }

    private static SummaryContent Read(JsonElement json, Guid sessionId, Transcript transcript, SummaryWishes wishes)
    {
        var size = SummarySize.Of(wishes.Type);
        var text = Text(json.GetProperty("summary_text"), MaxText);
        var insights = Texts(json.GetProperty("key_insights"), size.Insights);
        var advice = Texts(json.GetProperty("recommendations"), size.Recommendations);
        var next = Texts(json.GetProperty("next_session_topics"), size.NextTopics);
        var actions = json.GetProperty("action_items").EnumerateArray().Take(size.ActionItems).Select(item => Action(item, sessionId))
            .DistinctBy(item => item.ItemId).ToImmutableArray();
        var topics = TopicFinder.Find([.. transcript.Messages.Select(message => message.Text)], 8);
        return new SummaryContent(
            text,
            [.. topics.Select(topic => topic.Name)],
            wishes.Wants(SummaryPart.KeyInsights) ? insights : [],
            wishes.Wants(SummaryPart.ActionItems) ? actions : [],
            wishes.Wants(SummaryPart.Recommendations) ? advice : [],
            wishes.Wants(SummaryPart.NextTopics) ? next : [],
            wishes.IncludeSources ? [.. SourceDigest.Of(transcript)] : []);
    }

    private static ActionItem Action(JsonElement json, Guid sessionId)
    {
        var item = Text(json.GetProperty("item"), MaxItem);
        var priority = Text(json.GetProperty("priority"), 20).ToLowerInvariant();
        if (priority is not ("high" or "medium" or "low")) throw new FormatException("There is no such priority.");
        var effort = json.TryGetProperty("estimated_effort", out var stated) && stated.ValueKind != JsonValueKind.Null ? Text(stated, 100) : null;
        return new ActionItem(ActionFinder.IdOf(sessionId, item), item, priority, effort, null);
    }

    private static ImmutableArray<string> Texts(JsonElement json, int most) => [.. json.EnumerateArray().Take(most).Select(item => Text(item, MaxItem))];

    private static string Text(JsonElement json, int longest)
    {
        var text = json.ValueKind == JsonValueKind.String ? StorableText.Clean(json.GetString()!).Trim() : "";
        return text.Length is > 0 && text.Length <= longest ? text : throw new FormatException("A text is missing or too long.");
    }

    private static string Unfenced(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal) || !bare.EndsWith("```", StringComparison.Ordinal) || bare.Length < 7) return bare;
        var line = bare.IndexOf('\n', StringComparison.Ordinal);
        return line < 0 ? bare : bare[(line + 1)..^3].Trim();
    }
}
