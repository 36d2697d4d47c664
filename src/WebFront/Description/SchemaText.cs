using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>Schemas as the notes write them: JSON Schema's words, as far as they are needed.</summary>
internal static class SchemaText
{
    public static OpenApiSchema Parse(JsonObject text)
    {
        var schema = new OpenApiSchema();
        foreach (var (word, value) in text)
        {
            switch (word)
            {
                case "type": schema.Type = TypeOf(value!); break;
                case "format": schema.Format = value!.GetValue<string>(); break;
                case "description": schema.Description = value!.GetValue<string>(); break;
                case "minimum": schema.Minimum = Number(value!); break;
                case "maximum": schema.Maximum = Number(value!); break;
                case "minLength": schema.MinLength = value!.GetValue<int>(); break;
                case "maxLength": schema.MaxLength = value!.GetValue<int>(); break;
                case "pattern": schema.Pattern = value!.GetValue<string>(); break;
                case "maxItems": schema.MaxItems = value!.GetValue<int>(); break;
                case "default": schema.Default = value!.DeepClone(); break;
                case "enum": schema.Enum = [.. value!.AsArray().Select(static one => one!.DeepClone())]; break;
                case "items": schema.Items = Parse(value!.AsObject()); break;
                case "properties":
                    schema.Properties = value!.AsObject().ToDictionary(
                        static pair => pair.Key, static pair => (IOpenApiSchema)Parse(pair.Value!.AsObject()), StringComparer.Ordinal);
                    break;
                case "required" when value is JsonArray names: schema.Required = names.Select(static name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal); break;
                case "required": break;
                default: throw new InvalidOperationException($"'{word}' is no word of schemas that is known here.");
            }
        }

        return schema;
    }

    private static JsonSchemaType TypeOf(JsonNode value) => value is JsonArray several
        ? several.Aggregate((JsonSchemaType)0, static (all, one) => all | One(one!.GetValue<string>()))
        : One(value.GetValue<string>());

    private static JsonSchemaType One(string name) => Enum.Parse<JsonSchemaType>(name, ignoreCase: true);

    private static string Number(JsonNode value) => value.GetValue<decimal>().ToString(CultureInfo.InvariantCulture);
}
