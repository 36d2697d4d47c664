using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>Parameters in paths are named as the public documents name them, whatever our handlers call them.</summary>
internal static partial class PathNames
{
    public static void InSnakeCase(OpenApiDocument document)
    {
        var renamed = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in item.Operations ?? [])
                foreach (var parameter in operation.Value.Parameters?.OfType<OpenApiParameter>().Where(static one => one.In == ParameterLocation.Path) ?? [])
                    parameter.Name = Snake(parameter.Name!);
            renamed.Add(Parameter().Replace(path, static name => Snake(name.Value)), item);
        }

        document.Paths = renamed;
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    [GeneratedRegex(@"(?<=\{)\w+(?=\})")]
    private static partial Regex Parameter();
}
