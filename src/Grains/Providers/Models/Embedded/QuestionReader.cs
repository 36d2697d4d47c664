using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Grains.Chat.Models;
using Grains.Chat.Prompts;

namespace Grains.Providers.Models.Embedded;

/// <summary>Takes a question apart: its kind, its words, and for a follow-up the words of the question it leans on.</summary>
internal static partial class QuestionReader
{
    private const double CarriedWeight = 0.5;
    private const double VagueWeight = 0.3;

    // A pasted page is not a question; its opening says what it is about.
    private const int MostTerms = 64;

    // Words that name what is asked for rather than what it is about, so that an answer seldom repeats them.
    private static readonly FrozenSet<string> Vague = Stems(
        "rule policy procedure process step reason information detail number amount time best good important recommend part person purpose " +
        "difference example advice tip idea fact case situation requirement discount correct right proper main take");

    // Words of a request for an overview itself.
    private static readonly FrozenSet<string> Meta = Stems("summarise summarize summary overview main key point takeaway brief short content");

    public static Question Read(string text, IReadOnlyList<TranscriptTurn> history)
    {
        var plain = string.Join(' ', Words.Read(text).Select(word => word.Text));
        var words = Words.Read(text).Where(word => word.IsContent).ToList();
        var terms = new List<QuestionTerm>();
        var kind = KindOf(plain);
        var topic = FollowUp.Topic(text, history);

        // "And a drone?" asks of the drone what was asked before.
        if (topic is not null && kind is QuestionKind.Other or QuestionKind.Definition && Likewise().IsMatch(plain))
            kind = KindOf(string.Join(' ', Words.Read(topic).Select(word => word.Text)));
        foreach (var stem in words.Select(word => word.Stem).Distinct().Take(MostTerms))
            if (kind != QuestionKind.Overview || !Meta.Contains(stem)) terms.Add(new(stem, Vague.Contains(stem) ? VagueWeight : 1));

        if (topic is not null)
        {
            var weight = terms.Count == 0 ? 1 : CarriedWeight;
            foreach (var stem in Words.ContentStems(topic).Distinct())
                if (!terms.Any(term => term.Stem == stem)) terms.Add(new(stem, weight) { IsCarried = weight < 1 });
        }

        var pairs = words.Zip(words.Skip(1), (first, second) => (first.Stem, second.Stem)).Distinct().ToList();
        return new Question(text, kind, terms, pairs)
        {
            Topic = TopicOf(text),
            Counted = Counted(plain),
            AsksForMore = history.Count > 0 && FollowUp.AsksForMore(text),
        };
    }

    private static FrozenSet<string> Stems(string words) => words.Split(' ').Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The stem of what is counted: the first word with a meaning after "how many" or "how much".</summary>
    private static string? Counted(string plain)
    {
        var match = HowManyOf().Match(plain);
        if (!match.Success) return null;
        var noun = Words.Read(plain[(match.Index + match.Length)..]).FirstOrDefault(word => word.IsContent);
        return noun.Text is null ? null : noun.Stem;
    }

    private static QuestionKind KindOf(string plain)
    {
        foreach (var (kind, pattern) in Patterns)
            if (pattern.IsMatch(plain)) return kind;
        return QuestionKind.Other;
    }

    private static string? TopicOf(string text)
    {
        var match = About().Match(text.Trim());
        if (!match.Success) return null;
        var topic = match.Groups[1].Value.Trim();
        return topic.Length is > 2 and <= 60 && topic.Split(' ').Length <= 6 ? topic : null;
    }

    private static readonly (QuestionKind Kind, Regex Pattern)[] Patterns =
    [
        (QuestionKind.Overview, Overview()),
        (QuestionKind.HowMany, HowMany()),
        (QuestionKind.When, When()),
        (QuestionKind.Why, Why()),
        (QuestionKind.HowTo, HowTo()),
        (QuestionKind.Where, Where()),
        (QuestionKind.Who, Who()),
        (QuestionKind.List, List()),
        (QuestionKind.Definition, Definition()),
        (QuestionKind.YesNo, YesNo()),
    ];

    [GeneratedRegex(@"^(please )?(can you |could you )?(summari[sz]e|give me (a|an) (summary|overview)|(a|an) (summary|overview)|what is (this|it|the (document|handbook|manual|guide)) about|what are the (main|key) (points|takeaways))", RegexOptions.CultureInvariant)]
    private static partial Regex Overview();

    [GeneratedRegex(@"\b(how (many|much|often|long|far|old|big|large|high|deep|tall|heavy|warm|cold|hot|wide|fast)|what (do|does|did|will|would) .{1,60} cost|what (is the )?(price|cost|fee|number|amount|percentage|temperature|weight|size|minimum|maximum|distance|length|depth|rate|ratio|dose|dosage)|which (price|temperature|size))\b", RegexOptions.CultureInvariant)]
    private static partial Regex HowMany();

    [GeneratedRegex(@"\bhow (many|much)\b", RegexOptions.CultureInvariant)]
    private static partial Regex HowManyOf();

    [GeneratedRegex(@"^(and|or|but|what about|how about)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Likewise();

    [GeneratedRegex(@"^(\w+ ){0,3}?(when|(at |by )?what (time|date|day|month|year|season)|(at |in |by )?which (day|month|year|season)|until when|since when|by when)\b|\bdeadline\b", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"^(\w+ ){0,2}?(why|how come|what (is|are|was) the (reason|reasons|cause|causes|purpose|point)|what (causes|caused|for))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Why();

    [GeneratedRegex(@"^(\w+ ){0,3}?(how (do|does|can|could|should|would|to|is|are|must|shall|did|will)|what (is|are) the (steps?|procedure|process|way|best way)|what (should|must|do|can) (i|we|you|one|they) do\b|what to do\b|steps (to|for)|show me how|tell me how)", RegexOptions.CultureInvariant)]
    private static partial Regex HowTo();

    [GeneratedRegex(@"^(\w+ ){0,3}?(where|(in |at )?(what|which) (place|room|location|building|city|country|part))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Where();

    [GeneratedRegex(@"^(\w+ ){0,3}?(who|whom|whose|which (person|team|department|role))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Who();

    [GeneratedRegex(@"^(\w+ ){0,2}?(list|name (the|some|three|four|all)|what are (the|some|all|my|our|your) (?!same)(\w+ ){0,3}?\w+s\b|which (\w+ )?\w+s (are|do|does|can|should|must|exist|count|need|belong)|what (kinds|types|sorts|steps|rules|signs|symptoms|tools|items|equipment|documents|things|options|benefits)\b|what (should|do|must) \w+ (bring|include|contain|pack|check|wear|need))", RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"^(please )?(can you |could you )?(what (is|are|was|were|does|do)|what's|define|explain|describe|tell me about|what about|how about|meaning of)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^(\w+ )?(is|are|am|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had)\b", RegexOptions.CultureInvariant)]
    private static partial Regex YesNo();

    [GeneratedRegex(@"^(?:(?:please|can you|could you)\s+)*(?:what(?:\s+is|\s+are|'s|’s)|define|explain|describe|tell me(?: more)? about|what about|how about)\s+((?:\p{L}|\d)[^?.!,;]*?)\s*[?.!]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex About();
}
