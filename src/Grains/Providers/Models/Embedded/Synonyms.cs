using System.Collections.Frozen;
using Grains.Chat.Prompts;

namespace Grains.Providers.Models.Embedded;

/// <summary>Everyday words that a question and a document choose differently. Groups are small on purpose: a wrong one misleads.</summary>
internal static class Synonyms
{
    private static readonly string[] Groups =
    [
        "cost price fee charge pay expensive rate", "buy purchase order acquire", "start begin commence open", "end finish stop close", "phone telephone call",
        "email mail write", "holiday vacation leave", "repair fix mend", "remove delete take", "big large size", "quick fast rapid soon",
        "safe safety secure protect protection", "danger dangerous risk hazard hazardous", "ill sick sickness illness disease", "help assist support",
        "need require requirement necessary", "allow permit permission authorise", "forbid prohibit ban", "check inspect inspection examine review",
        "clean wash cleaning hygiene", "store keep storage preserve", "cold frost winter", "hot heat warm", "responsible charge accountable",
        "employee staff worker colleague", "boss manager supervisor", "car vehicle", "kid child", "cancel cancellation terminate", "refund reimburse repay return",
        "error mistake fault", "change modify alter replace", "make produce build prepare", "often frequency frequently every", "maximum most limit", "minimum least",
        "contact reach", "food feed eat", "job work role", "equipment tool gear", "sign symptom indication", "benefit advantage", "prevent avoid",
        "happen occur", "die death kill", "weigh weight heavy", "deep depth", "long length duration last", "high height tall", "old age",
        "beginner novice newcomer", "wear clothing clothes dress", "put place position site", "teach train training", "chicken hen poultry", "pensioner senior elderly retired", "late overdue",
    ];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Known = Build();

    public static bool Are(string stem, string other) => Known.TryGetValue(stem, out var group) && group.Contains(other);

    private static FrozenDictionary<string, FrozenSet<string>> Build()
    {
        var known = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var group in Groups)
        {
            var stems = group.Split(' ').Select(Stemmer.Stem).ToList();
            foreach (var stem in stems)
            {
                if (!known.TryGetValue(stem, out var others)) known[stem] = others = new(StringComparer.Ordinal);
                others.UnionWith(stems);
            }
        }

        return known.ToFrozenDictionary(each => each.Key, each => each.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
