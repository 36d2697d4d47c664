using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>The types of values that our converters write, which are not seen through.</summary>
internal static class SchemaDescription
{
    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
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
}
