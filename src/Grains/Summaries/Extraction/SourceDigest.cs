using System.Globalization;

namespace Grains.Summaries.Extraction;

/// <summary>The documents that a session's answers quoted, with what was quoted of them.</summary>
internal static class SourceDigest
{
    private const int MostSources = 20;
    private const int MostSections = 20;

    /// <summary>By the relevance of their best quote, 0.75 and more being high and 0.5 and more medium.</summary>
    public static IReadOnlyList<SummarySource> Of(Transcript transcript) =>
    [
        .. transcript.Messages
            .SelectMany(message => message.Sources)
            .GroupBy(source => source.DocumentId)
            .Select(document => (Best: document.Max(source => source.Relevance), Sources: document))
            .OrderByDescending(document => document.Best)
            .Take(MostSources)
            .Select(document => new SummarySource(
                document.Sources.First().Title,
                [.. document.Sources.Select(Place).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostSections)],
                document.Best switch { >= 0.75 => "high", >= 0.5 => "medium", _ => "low" })),
    ];

    private static string? Place(Chat.AnswerSource source) => source switch
    {
        { Section: { Length: > 0 } section, Page: { } page } => string.Create(CultureInfo.InvariantCulture, $"{section} (p. {page})"),
        { Section: { Length: > 0 } section } => section,
        { Page: { } page } => string.Create(CultureInfo.InvariantCulture, $"p. {page}"),
        _ => null,
    };
}
