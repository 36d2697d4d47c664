using System.Collections.Frozen;
using Grains.Chat.Prompts;

namespace Grains.Providers.Models.Embedded;

/// <summary>Openings by which a sentence leans on the one before it.</summary>
internal static class Anaphora
{
    private static readonly FrozenSet<string> Openings =
        ("it its they their them this these those he she his her such otherwise however therefore thus instead then also afterwards " +
         "consequently moreover furthermore nevertheless likewise similarly both neither either")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Pronouns = "it its they them their this these those he she his her"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPronoun(string word) => Pronouns.Contains(word);

    public static bool LeansBack(string text, IReadOnlyList<Word> words)
    {
        if (!char.IsUpper(text[words[0].Start])) return false;
        if (Openings.Contains(words[0].Text)) return true;
        return words.Count > 2 && (words[0].Text, words[1].Text) is ("after", "that") or ("for", "this") or ("in", "this") or ("in", "that")
            or ("because", "of") or ("for", "example") or ("that", "is") or ("in", "addition") or ("as", "a") or ("the", "same") or ("at", "that");
    }
}
