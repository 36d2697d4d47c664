using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>
/// The types of requests are records with a member for everything that may be said, so the generator takes all of them for required. Which
/// ones are is in an operation's notes.
/// </summary>
internal static class RequestMembers
{
    public static void MakeOptional(OpenApiDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in document.Paths.Values.SelectMany(static path => path.Operations ?? []))
            foreach (var (_, media) in operation.Value.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
                Visit(media.Schema, document, seen);
    }

    private static void Visit(IOpenApiSchema? schema, OpenApiDocument document, HashSet<string> seen)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (!seen.Add(id) || document.Components?.Schemas is not { } schemas) return;
            if (!schemas.TryGetValue(id, out var found) || found is not OpenApiSchema named) return;
            named.Required = null;
            VisitParts(named, document, seen);
        }
        else if (schema is OpenApiSchema inline)
        {
            VisitParts(inline, document, seen);
        }
    }

    private static void VisitParts(OpenApiSchema schema, OpenApiDocument document, HashSet<string> seen)
    {
        foreach (var part in (schema.AllOf ?? []).Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.Properties?.Values ?? []).Append(schema.Items!))
            Visit(part, document, seen);
    }
}
