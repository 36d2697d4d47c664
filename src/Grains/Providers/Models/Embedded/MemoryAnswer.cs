using System.Text;
using System.Text.RegularExpressions;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Memory;

namespace Grains.Providers.Models.Embedded;

/// <summary>Answers from what is remembered of the user, in their own words.</summary>
internal static partial class MemoryAnswer
{
    /// <summary>The share of a question's meaningful words that a note has to hold.</summary>
    private const double Enough = 0.6;

    /// <summary>The answer to a question for goals, preferences or all that is remembered; null for any other, and where nothing is remembered.</summary>
    public static (string Text, IReadOnlyList<int> Used)? Recall(AnswerRequest request)
    {
        if (request.Memory.Count == 0) return null;
        var plain = string.Join(' ', Words.Read(request.Question).Select(word => word.Text));
        if (Goals().IsMatch(plain)) return Told(request.Memory, "These are the goals that you told me:", note => note.Kind == "goal", named: false);
        if (Preferences().IsMatch(plain)) return Told(request.Memory, "This is how you want it:", note => note.Kind == "preference", named: false);
        return Everything().IsMatch(plain) ? Told(request.Memory, "This is what I remember from earlier sessions:", _ => true, named: true) : null;
    }

    /// <summary>The notes that hold what a question in the first person asks for; null where none does.</summary>
    public static (string Text, IReadOnlyList<int> Used)? Find(AnswerRequest request)
    {
        if (request.Memory.Count == 0) return null;
        var words = Words.Read(request.Question);
        var asked = words.Where(word => word.IsContent).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0 || !words.Exists(word => word.Text is "my" or "i" or "me" or "our" or "we" or "mine" or "i'm" or "i've")) return null;
        return Told(
            request.Memory,
            "My documents do not say, but I remember this from an earlier session:",
            note => Words.ContentStems(note.Text).Distinct().Count(asked.Contains) >= Enough * asked.Count,
            named: false);
    }

    private static (string Text, IReadOnlyList<int> Used)? Told(
        IReadOnlyList<MemoryNote> notes, string lead, Func<MemoryNote, bool> wanted, bool named)
    {
        var used = Enumerable.Range(0, notes.Count).Where(at => wanted(notes[at])).ToList();
        if (used.Count == 0) return null;
        var text = new StringBuilder(lead).Append('\n');
        foreach (var at in used)
        {
            text.Append("\n- ");
            if (named && notes[at].Kind is "goal" or "preference") text.Append(notes[at].Kind == "goal" ? "your goal: " : "your preference, ");
            text.Append(notes[at].Text.ReplaceLineEndings(" "));
        }

        return (text.ToString(), used);
    }

    [GeneratedRegex(@"^(?!how |why |when )(.* )?(my|our) (own |main |current )?(goals?|objectives?|aims?)\b|\bwhat (am i|are we|was i|were we) (working towards?|aiming (for|at)|trying to (achieve|reach))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Goals();

    [GeneratedRegex(@"^(what|which|do you (know|remember)|tell me|remind me)\b.*\b(my|our) (communication )?(preferences?|style)\b|\bhow do i (like|prefer)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Preferences();

    [GeneratedRegex(@"\bwhat (do|did|can) you (still )?(know|remember|recall)( (about|of|from) (me|us|last time|our last session|earlier( sessions)?))?$|\bdo you (still )?(remember|know) (me|us|anything about (me|us)|what (i|we) (told|said|talked|discussed).*)$|\bwhat (did|have) (we|i) (talk(ed)? about|discuss(ed)?|said?|tell you|told you)( (last|the last|in our last|in the last|before|earlier).*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Everything();
}
