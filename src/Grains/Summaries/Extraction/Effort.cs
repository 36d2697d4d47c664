using System.Text.RegularExpressions;

namespace Grains.Summaries.Extraction;

/// <summary>Priority and effort of an action item, as the sentence itself states them.</summary>
internal static partial class Effort
{
    /// <summary>The first span of time that is not a date or a rhythm, such as <c>2-3 weeks</c>; null where there is none.</summary>
    public static string? Of(string sentence)
    {
        var match = Span().Match(sentence);
        if (!match.Success) return null;
        var amount = Range().Replace(match.Groups["amount"].Value.ToLowerInvariant(), "$1-$2");
        return $"{(amount is "a" or "an" ? "1" : amount)} {match.Groups["unit"].Value.ToLowerInvariant()}";
    }

    /// <summary><c>high</c> where it is pressing, <c>low</c> where it can wait or is one idea of several, else <c>medium</c>.</summary>
    public static string PriorityOf(string sentence) =>
        Pressing().IsMatch(sentence) ? "high" : Leisurely().IsMatch(sentence) ? "low" : "medium";

    [GeneratedRegex(@"(?<!\b(?:every|each|per|ago|last|next|than)\s)\b(?<amount>\d+(?:\s*(?:-|–|to|or)\s*\d+)?|an?|one|two|three|four|five|six|ten|half an?|a few|a couple of)\s+(?<unit>(?:minute|hour|day|week|month|year)s?)\b(?!\s+ago)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"(\d+)\s*(?:-|–|to|or)\s*(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(urgent(ly)?|asap|as soon as possible|immediately|right away|today|tomorrow|first of all|first|critical|crucial|essential|must|important|deadline|priority|before anything)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pressing();

    [GeneratedRegex(@"\b(later|eventually|optional(ly)?|if possible|some ?day|at some point|when there is time|might|could|nice to have|in the long run)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leisurely();
}
