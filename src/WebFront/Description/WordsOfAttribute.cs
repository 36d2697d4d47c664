using System.Text.Json;

namespace WebFront.Description;

/// <summary>The names of an enumeration as the words that a member can be: in snake case, as they are written.</summary>
internal sealed class WordsOfAttribute<T>() : WordsAttribute([.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)])
    where T : struct, Enum;
