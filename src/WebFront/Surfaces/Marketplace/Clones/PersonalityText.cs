using System.Text.Json;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>Reads a personality, whose shape the document leaves open, as text.</summary>
internal static class PersonalityText
{
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => string.Join('\n', value.EnumerateObject().Select(static member => $"{member.Name}: {Inline(member.Value)}")),
        _ => Inline(value),
    };

    private static string Inline(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Inline)),
        JsonValueKind.Object => string.Join("; ", value.EnumerateObject().Select(static member => $"{member.Name}: {Inline(member.Value)}")),
        _ => value.GetRawText(),
    };
}
