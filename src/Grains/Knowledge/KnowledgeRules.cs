using Grains.Outcomes;

namespace Grains.Knowledge;

/// <summary>The ranges that the contracts state.</summary>
internal static class KnowledgeRules
{
    private const int MaxContent = 1_000_000;
    private const int MaxTags = 50;
    private const int MaxScrapeDepth = 5;

    public static Refusal? Check(DocumentLabel label)
    {
        var refusal = Required("title", label.Title, 300)
            ?? Text("description", label.Description, 2_000)
            ?? (label.Category is { } category ? Required("category", category, 100) : null);
        if (refusal is not null || label.Tags.IsDefaultOrEmpty)
            return refusal;
        if (label.Tags.Length > MaxTags)
            return KnowledgeRefusals.Invalid("tags", FormattableString.Invariant($"There may be at most {MaxTags} tags."));
        foreach (var tag in label.Tags)
            if (Required("tags", tag, 100) is { } bad)
                return bad;
        return null;
    }

    public static Refusal? CheckContent(string content) => Required("content", content, MaxContent);

    public static Refusal? CheckDepth(int depth) =>
        depth is >= 1 and <= MaxScrapeDepth
            ? null
            : KnowledgeRefusals.Invalid("scrape_depth", FormattableString.Invariant($"scrape_depth must be from 1 to {MaxScrapeDepth}."));

    public static Refusal? CheckKey(string? key) => key is null ? null : Required("idempotency_key", key, 200);

    private static Refusal? Required(string field, string? value, int longest) =>
        string.IsNullOrWhiteSpace(value) ? KnowledgeRefusals.Invalid(field, $"{field} must not be empty.") : Text(field, value, longest);

    private static Refusal? Text(string field, string value, int longest)
    {
        if (value.Length > longest)
            return KnowledgeRefusals.Invalid(field, FormattableString.Invariant($"{field} must have at most {longest} characters."));
        return StorableText.Is(value) ? null : KnowledgeRefusals.Invalid(field, $"{field} holds characters that cannot be stored.");
    }
}
