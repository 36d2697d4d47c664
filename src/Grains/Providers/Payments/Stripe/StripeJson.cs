using System.Text.Json;

namespace Grains.Providers.Payments.Stripe;

/// <summary>Members of Stripe's objects, which may be there, null, or absent; ids may be expanded to the objects themselves.</summary>
internal static class StripeJson
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool? Truth(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>An id, also where the object that it names stands in its place.</summary>
    public static string? Reference(this JsonElement element, string name) =>
        element.Text(name) ?? element.Member(name)?.Text("id");

    /// <summary>A value of the object's metadata that is an id of ours.</summary>
    public static Guid? Ours(this JsonElement element, string name) =>
        Guid.TryParseExact(element.Member("metadata")?.Text(name), "N", out var id) ? id : null;
}
