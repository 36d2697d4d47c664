using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace WebFront.Description;

/// <summary>Names of schemas: those of the types, and where two folders have a type of one name, with the folder before it.</summary>
internal static class SchemaNames
{
    private static readonly FrozenSet<string> Ambiguous = Assembly.GetExecutingAssembly().GetTypes()
        .GroupBy(static type => type.Name, StringComparer.Ordinal)
        .Where(static same => same.Count() > 1)
        .Select(static same => same.Key)
        .ToFrozenSet(StringComparer.Ordinal);

    public static string? Of(JsonTypeInfo info)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(info);
        return name is not null && Ambiguous.Contains(info.Type.Name) ? info.Type.Namespace!.Split('.')[^1] + name : name;
    }
}
