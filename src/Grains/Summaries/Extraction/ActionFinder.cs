using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Grains.Summaries.Extraction;

/// <summary>
/// Finds what somebody is to do: what the user resolves ("I will…", "we need to…", "let's…"), what an answer obliges to ("you need to…", "make
/// sure to…") and what it orders (a sentence that begins with a verb of doing). Advice ("you should…", "consider…", "I recommend…") is told apart from it.
/// </summary>
internal static partial class ActionFinder
{
    private const int LeastLength = 8;

    private static readonly HashSet<string> Doing = new(
        ("research prepare review contact create write build make set schedule plan draft define identify collect gather measure analyse analyze compare choose select "
        + "list track test check ask call email send read study practise practice order buy hire register apply update document design develop organise organize book "
        + "arrange calculate estimate evaluate assess validate interview survey launch publish start begin finish complete fix install configure implement open close "
        + "lift inspect harvest keep store feed clean move add remove replace put take bring mark record note verify submit sign meet discuss talk learn file pay save set reduce").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The thing to do, in the imperative with a capital; null where the sentence holds none.</summary>
    public static string? Action(SpokenSentence sentence)
    {
        if (sentence.IsQuestion || IsAdvice(sentence)) return null;
        var resolved = (sentence.FromUser ? Resolve() : Oblige()).Match(sentence.Text);
        if (resolved.Success) return Item(resolved.Groups["do"].Value);
        if (sentence.FromUser || sentence.Words.Count < 3) return null;
        var led = Lead().Replace(sentence.Text, "");
        var first = Chat.Prompts.Words.Read(led) is [var word, ..] ? word : default;
        return first.Text is not null && first.Start == 0 && Doing.Contains(first.Text) ? Item(led) : null;
    }

    /// <summary>Whether an answer advises.</summary>
    public static bool IsAdvice(SpokenSentence sentence) => !sentence.FromUser && !sentence.IsQuestion && Advise().IsMatch(sentence.Text);

    /// <summary>The same for the same words in the same session, whatever their case and marks.</summary>
    public static Guid IdOf(Guid sessionId, string item)
    {
        var words = string.Join(' ', Chat.Prompts.Words.Read(item).Select(word => word.Text));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId:N}:{words}")).AsSpan(0, 16));
    }

    private static string? Item(string text)
    {
        var item = text.Trim().TrimEnd('.', '!', ';', ',').Trim();
        return item.Length < LeastLength ? null : char.ToUpperInvariant(item[0]) + item[1..];
    }

    [GeneratedRegex(@"\b(?:I|we)(?:'ll|’ll| will| need to| have to| must| should| am going to| are going to| plan to| intend to|'m going to|’m going to|'ve got to|’ve got to)\s+(?:also |then |first |now )?(?<do>(?!be\b|have\b|see\b|think\b|know\b)\w.+)$|\blet(?:'|’)s\s+(?<do>(?!say\b|see\b)\w.+)$|\bmy next step is to\s+(?<do>\w.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Resolve();

    [GeneratedRegex(@"\byou(?:'ll|’ll)? (?:need to|have to|must|will need to|will have to)\s+(?:also |then |first )?(?<do>(?!be\b|have\b|know\b)\w.+)$|^(?:please |then |also |next, |first, |finally, )*(?:make sure (?:to|that you)|be sure to|remember to|don't forget to|do not forget to)\s+(?<do>\w.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Oblige();

    [GeneratedRegex(@"^(?:(?:please|then|also|next|first|second|third|finally|afterwards|now|step \d+)\s*[:,]?\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?:consider|avoid|try|prefer|allocate|focus on|aim for|think about|opt for)\b|\b(?:recommend|recommended|suggest|advise|advisable|should|ought to|it is (?:best|better|wise|worth)|it's (?:best|better|wise|worth)|it helps|would be (?:best|better|wise)|a good idea|best practice)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Advise();
}
