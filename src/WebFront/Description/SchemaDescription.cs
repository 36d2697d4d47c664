using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>The types of values that our converters write, which are not seen through, what is left out, and the words of members that have few.</summary>
internal static class SchemaDescription
{
    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        AddWords(schema, context);
        foreach (var member in context.JsonTypeInfo.Properties.Where(IsLeftOut)) schema.Required?.Remove(member.Name);
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        JsonSchemaType? written =
            value == typeof(DateTimeOffset) ? JsonSchemaType.String
            : value == typeof(decimal) || value == typeof(double) || value == typeof(float) ? JsonSchemaType.Number
            : null;
        if (written is not { } known) return Task.CompletedTask;

        schema.Type = value == type ? known : known | JsonSchemaType.Null;
        if (value == typeof(DateTimeOffset)) schema.Format = "date-time";
        return Task.CompletedTask;
    }

    /// <summary>Whether the member is not there where it is null, which the generator overlooks in parameters of records.</summary>
    private static bool IsLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static void AddWords(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var marks = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(WordsAttribute), inherit: false);
        if (marks is not [WordsAttribute mark]) return;

        schema.Enum = [.. mark.Words.Select(static word => (JsonNode)JsonValue.Create(word))];
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true) schema.Enum.Add(JsonNullSentinel.JsonNull);
    }
}
