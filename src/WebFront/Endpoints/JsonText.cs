using System.Text.Json;

namespace WebFront.Endpoints;

/// <summary>Looks at JSON before and after the serializer does.</summary>
internal static class JsonText
{
    private const string Whole = "body";

    /// <summary>
    /// The member whose name or text holds NUL or half a surrogate pair, which one of the databases would refuse; null if none.
    /// Only escapes can spell either in valid UTF-8, so a text without a backslash is not looked at.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON, or deeper than the options allow.</exception>
    public static string? FindUnstorable(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        if (!json.Contains((byte)'\\')) return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        var member = Whole;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (reader.ValueIsEscaped && !IsStorable(ref reader)) return member;
            if (reader.TokenType is JsonTokenType.PropertyName) member = reader.GetString()!;
        }

        return null;
    }

    /// <summary>The path of the member that the serializer stumbled over, such as <c>preferences.timezone</c>; <c>body</c> for the whole.</summary>
    public static string FieldOf(JsonException failure) =>
        failure.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : Whole;

    private static bool IsStorable(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.GetString()!.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
