using System.Collections.Frozen;

namespace Grains.Chat.Prompts;

/// <summary>Words that say how something is asked, not what about.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Known = string.Join(
        ' ',
        "a an the this that these those some any each every all both either neither no not none nor",
        "i me my mine myself we us our ours you your yours yourself he him his she her hers it its itself they them their theirs",
        "who whom whose which what when where why how whether",
        "am is are was were be been being do does did doing done have has had having can could may might must shall should will would",
        "and or but if then else than so as of at by for from in into on onto to with within without about against between through",
        "during before after above below up down out off over under again further once here there also too very just only own same such",
        "much many more most few fewer less least long often far big large old kind sort type way ways thing things stuff",
        "please tell explain describe give show say says said mean means know want wants need needs get gets got let like make makes find",
        "list name hi hello hey thanks thank ok okay dear maybe actually really currently exactly usually generally",
        "i'm i've i'd i'll you're you've it's that's there's what's who's how's where's isn't aren't don't doesn't didn't can't cannot",
        "couldn't won't wouldn't shouldn't hasn't haven't let's one ones someone anyone something anything everything according document",
        "documents handbook manual guide text page section chapter answer question questions able possible happen happens going go goes back come comes")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => (word.Length == 1 && word[0] < '\u2E80' && !char.IsAsciiDigit(word[0])) || Known.Contains(word);
}
