using System.Collections.Frozen;

namespace Grains.Knowledge.Analysis;

/// <summary>The small English knowledge that the embedded retrieval has.</summary>
internal static class WordLists
{
    private static readonly FrozenSet<string> StopWords = Split(
        """
        a about above after again against all also am an and any are arent as at be because been before being below between both
        but by can cant cannot could couldnt did didnt do does doesnt doing dont down during each either else ever every few for from
        further get gets getting give given gives go goes going got had hadnt has hasnt have havent having he her here hers herself him
        himself his how however i id if ill im in into is isnt it its itself ive just kind let lets like long lot make makes many may
        maybe me might mine more most much must my myself no nor not now of off often on once one only onto or other our ours ourselves
        out over own per please rather really same say says shall she should shouldnt since so some somebody someone something such
        take tell than that thats the their theirs them themselves then there theres these they theyre this those though through thus
        to too under until up upon us very via want was wasnt way we well were werent what whats when where whether which while who
        whom whose why will with within without wont would wouldnt yes yet you youd youll your youre yours yourself yourselves youve
        explain describe tell know think happen happens happened mean means thing things exactly actually anyone anything everyone
        know find put use best good great nice
        """).ToFrozenSet();

    /// <summary>Forms that no suffix rule joins, and words that none may touch.</summary>
    public static FrozenDictionary<string, string> Irregular { get; } = Pairs(
        """
        paid:pay bought:buy sold:sell sent:send kept:keep left:leave lost:lose built:build began:begin begun:begin broke:break
        broken:break chose:choose chosen:choose came:come drove:drive driven:drive ate:eat eaten:eat fell:fall fallen:fall felt:feel
        fought:fight found:find flew:fly flown:fly forgot:forget forgotten:forget gave:give grew:grow grown:grow heard:hear held:hold
        hurt:hurt knew:know known:know led:lead learnt:learn made:make met:meet ran:run said:say saw:see seen:see shown:show slept:sleep
        spoke:speak spoken:speak spent:spend stood:stand stole:steal stolen:steal swam:swim taught:teach thought:think told:tell
        took:take taken:take understood:understand woke:wake wore:wear worn:wear won:win wrote:write written:write children:child
        men:man women:woman people:person feet:foot teeth:tooth mice:mouse knives:knife lives:life leaves:leave wives:wife
        shelves:shelf halves:half analyses:analysis crises:crisis criteria:criterion data:datum media:medium
        bigger:big biggest:big larger:large largest:large smaller:small smallest:small longest:long earlier:early earliest:early
        later:late latest:late cheaper:cheap cheapest:cheap higher:high highest:high lower:low lowest:low
        applies:apply applied:apply apply:apply approval:approve approvals:approve arrival:arrive refusal:refuse renewal:renew
        renewals:renew dismissal:dismiss withdrawal:withdraw withdrawals:withdraw delivery:deliver deliveries:deliver delivers:deliver
        departure:depart failure:fail failures:fail closure:close closures:close sizes:size choice:choose choices:choose
        complaint:complain complaints:complain expense:expense expenses:expense response:respond responses:respond
        application:apply applications:apply business:business
        entitled:entitle entitlement:entitle safety:safe security:secure
        """);

    /// <summary>Words that mean nearly the same in questions and manuals; each line is a group.</summary>
    private static readonly string[][] SynonymGroups =
    [
        .. """
           refund reimburse repay repayment
           price cost fee charge rate tariff
           buy purchase order acquire
           cancel terminate revoke abort
           end finish conclude
           quit resign resignation
           dismiss fire sack
           holiday vacation leave pto
           salary wage compensation pay
           begin start commence
           meet gather assemble
           register registration
           protect protective protection
           label labelling
           employee staff worker personnel colleague
           boss manager supervisor superior
           car vehicle automobile
           doctor physician
           ill sick illness sickness disease
           help assist support aid
           fix repair mend
           big large huge
           small little tiny
           fast quick rapid
           remote home telework telecommute
           email mail
           password passcode passphrase
           child kid baby infant
           error mistake fault defect
           danger hazard risk
           deadline due
           guest visitor
           job position role
           rule policy regulation guideline
           require need necessary mandatory obligatory compulsory
           allow permit may
           forbid prohibit ban
           phone telephone call
           train training teach
           lawyer attorney
           meal food eat
           money cash
           trip travel journey
           hotel accommodation lodging
           laptop computer pc notebook
           complain grievance
           secret confidential private
           quiet silent
           garbage trash waste rubbish
           shop store
           sign signature
           discount reduction rebate
           return send
           damage broken harm
           boat vessel ship
           autumn fall
           catch collect
           equipment gear
           show display
           delete remove erase
           create make build
           change modify alter edit
           choose select pick
           customer client buyer
           company firm business
           clean wash
           close shut
           hire recruit
           bill invoice
           contract agreement
           insurance insured coverage
           injury hurt wound
           emergency urgent
           maximum limit cap
           minimum least
           annual yearly year
           month monthly
           week weekly
           day daily
           pet dog animal
           arrive arrival come
           owner proprietor
           breakdown stop
           expire expiry expiration lapse
           extend extension prolong renew
           """.Split('\n', StringSplitOptions.TrimEntries).Select(static line => line.Split(' ')),
    ];

    private static readonly FrozenDictionary<string, string[]> SynonymsByStem = BuildSynonyms();

    public static bool IsStopWord(string word) => StopWords.Contains(word);

    /// <summary>Other stems that mean nearly the same as a stem.</summary>
    public static ReadOnlySpan<string> Synonyms(string stem) => SynonymsByStem.GetValueOrDefault(stem) ?? [];

    private static FrozenDictionary<string, string[]> BuildSynonyms()
    {
        var found = new Dictionary<string, SortedSet<string>>();
        foreach (var group in SynonymGroups)
        {
            var stems = group.Select(Stemmer.Stem).Distinct().ToArray();
            foreach (var stem in stems)
            {
                if (!found.TryGetValue(stem, out var others))
                    found[stem] = others = new SortedSet<string>(StringComparer.Ordinal);
                others.UnionWith(stems.Where(other => other != stem));
            }
        }

        return found.ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }

    private static string[] Split(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FrozenDictionary<string, string> Pairs(string pairs) =>
        Split(pairs).Select(static pair => pair.Split(':')).ToFrozenDictionary(static pair => pair[0], static pair => pair[1]);
}
