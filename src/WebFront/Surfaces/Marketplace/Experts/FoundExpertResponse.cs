using System.Net;
using System.Text;
using System.Text.Json.Serialization;
using Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>An expert as in lists, and where the search's words stand.</summary>
internal sealed record FoundExpertResponse : ExpertResponse
{
    private FoundExpertResponse(ExpertResponse expert)
        : base(expert)
    {
    }

    /// <summary>By field, pieces of its text as HTML: everything is escaped but the <c>em</c> around each hit.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Highlights { get; init; }

    public static FoundExpertResponse From(FoundExpert found) => new(From(found.Expert))
    {
        Highlights = found.Hits.GroupBy(static hit => hit.Field)
            .ToDictionary(static hits => hits.Key, static IReadOnlyList<string> (hits) => [.. hits.Select(Mark)]),
    };

    private static string Mark(TextHit hit)
    {
        var html = new StringBuilder(hit.Text.Length + 16 * hit.Ranges.Length);
        var at = 0;
        foreach (var range in hit.Ranges)
        {
            html.Append(WebUtility.HtmlEncode(hit.Text[at..range.Start])).Append("<em>");
            at = range.Start + range.Length;
            html.Append(WebUtility.HtmlEncode(hit.Text[range.Start..at])).Append("</em>");
        }

        return html.Append(WebUtility.HtmlEncode(hit.Text[at..])).ToString();
    }
}
