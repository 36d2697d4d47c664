using System.Text.RegularExpressions;

namespace Grains.Providers.Models.Embedded;

/// <summary>Whether a sentence has the form of an answer to a kind of question: a figure for "how many", a time for "when".</summary>
internal static partial class AnswerForm
{
    public static double Bonus(Question question, Sentence sentence) => question.Kind switch
    {
        QuestionKind.HowMany => FigureBonus(question, sentence),
        QuestionKind.When => Time().IsMatch(sentence.Text) ? 0.22 : 0,
        QuestionKind.Why => GivesReason(sentence) ? 0.18 : 0,
        QuestionKind.Where => Place().IsMatch(sentence.Text) ? 0.1 : 0,
        QuestionKind.Who => Person().IsMatch(sentence.Text) ? 0.15 : 0,
        QuestionKind.HowTo => sentence.Kind == SentenceKind.Step ? 0.15 : IsInstruction(sentence) ? 0.1 : 0,
        QuestionKind.List => sentence.IsItem || sentence.Text.EndsWith(':') ? 0.15 : Enumeration().IsMatch(sentence.Text) ? 0.1 : 0,
        QuestionKind.Definition => Defines(question, sentence) ? 0.3 : 0,
        QuestionKind.YesNo => Verdict().IsMatch(sentence.Text) ? 0.08 : 0,
        QuestionKind.Overview or QuestionKind.Other => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "An unknown kind of question."),
    };

    public static bool HasFigure(Sentence sentence) => Figure().IsMatch(sentence.Text);

    private static double FigureBonus(Question question, Sentence sentence)
    {
        if (!HasFigure(sentence)) return 0;
        var fits = CountsIt(question, sentence)
            || (AboutTime().IsMatch(question.Text) && Duration().IsMatch(sentence.Text))
            || (AboutMoney().IsMatch(question.Text) && Amount().IsMatch(sentence.Text));
        return fits ? 0.45 : 0.2;
    }

    /// <summary>The figure stands right before what was to be counted: "10,000 bees".</summary>
    private static bool CountsIt(Question question, Sentence sentence)
    {
        for (var at = 1; at < sentence.Words.Count; at++)
        {
            if (sentence.Words[at].Stem != question.Counted) continue;
            for (var before = Math.Max(0, at - 3); before < at; before++)
                if (Figure().IsMatch(sentence.Words[before].Text)) return true;
        }

        return false;
    }

    public static bool GivesReason(Sentence sentence) => Reason().IsMatch(sentence.Text);

    public static bool IsInstruction(Sentence sentence) => Instruction().IsMatch(sentence.Text);

    /// <summary>The topic comes first and is followed by what it is.</summary>
    private static bool Defines(Question question, Sentence sentence)
    {
        var opening = sentence.Words.Take(6 + question.Terms.Count).ToList();
        var verb = opening.FindIndex(word => word.Text is "is" or "are" or "means" or "refers" or "describes");
        return verb > 0 && opening.Take(verb).Any(word => question.Terms.Any(term => term.Weight >= 1 && term.Stem == word.Stem));
    }

    [GeneratedRegex(@"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|third|quarter|once|twice|daily|weekly|monthly|yearly|annually|dozen|free of charge|unlimited)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\bhow (long|often)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AboutTime();

    [GeneratedRegex(@"\b(seconds?|minutes?|hours?|days?|weeks?|months?|years?|daily|weekly|monthly|yearly)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b(costs?|price|fee|rent|pay|how expensive)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AboutMoney();

    [GeneratedRegex(@"[€$£¥]\s?\d|\d\s?[€$£¥]|\d (euros?|dollars?|pounds?|francs?|cents?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b(january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|fall|winter|morning|afternoon|evening|night|noon|midnight|day|days|week|weeks|month|months|year|years|hour|hours|minutes|o'clock|before|after|until|once|when|as soon as|immediately|daily|weekly|annually|deadline|[ap]\.?m\.?)\b|\b\d{1,2}[:.]\d{2}\b|\b(1[89]|20)\d{2}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(because|since|so that|in order to|therefore|otherwise|the reason|as a result|due to|owing to|causes?|leads? to|prevents?|ensures?|avoids?|protects?|to (keep|stop|avoid|prevent|protect|make|let|ensure|reduce))\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(in|at|on|near|under|above|below|behind|beside|inside|outside|next to|north|south|east|west|facing)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(manager|director|officer|lead|leader|head|team|owner|responsible|contact|by|chair|president|secretary|treasurer|member|doctor|adviser|advisor|coordinator|warden|inspector|keeper)\b|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    [GeneratedRegex(@"^(\p{Lu}\p{Ll}+ (the|a|an|your|each|it|them|all|any|every|only)\b|To |First|Then|Next|Finally|Start|Begin|Always|Never|Use|Make sure)|\b(must|should|by \p{L}+ing|step)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"(,[^,]+){1,}(,| and | or )", RegexOptions.CultureInvariant)]
    private static partial Regex Enumeration();

    [GeneratedRegex(@"\b(must|may|can|cannot|should|never|always|not|only|allowed|permitted|forbidden|required|need)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Verdict();
}
