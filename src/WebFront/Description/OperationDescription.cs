using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using WebFront.Endpoints;

namespace WebFront.Description;

/// <summary>Completes what is generated for an operation by its endpoint's metadata, its class's summary and its notes.</summary>
internal static class OperationDescription
{
    public const string BearerScheme = "bearer";

    private const string Json = "application/json";
    private const string FormData = "multipart/form-data";

    public static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var notes = OperationNotes.Of(operation.OperationId);
        operation.Summary = metadata.OfType<System.Reflection.MethodInfo>().FirstOrDefault() is { } handler ? EndpointSummaries.Of(EndpointOf(handler)) : null;
        operation.Description = notes.Description;
        operation.Security = metadata.OfType<CallerRequired>().Any()
            ? [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] }]
            : [];
        AddParameters(operation, notes);
        AddBody(operation, notes);
        AddAnswers(operation, notes);
        AddRefusals(operation, context, notes);
        return Task.CompletedTask;
    }

    private static Type EndpointOf(System.Reflection.MethodInfo handler)
    {
        var type = handler.DeclaringType!;
        while (type.IsNested) type = type.DeclaringType!;
        return type;
    }

    private static void AddParameters(OpenApiOperation operation, OperationNotes notes)
    {
        operation.Parameters ??= [];
        foreach (var (name, text) in notes.Query) Put(operation, name, ParameterLocation.Query, text);
        if (notes.Paged)
        {
            Put(operation, "page", ParameterLocation.Query, Parsed("""{ "type": "integer", "minimum": 1, "default": 1 }"""));
            Put(operation, "limit", ParameterLocation.Query, Parsed("""{ "type": "integer", "minimum": 1, "maximum": 100, "default": 20 }"""));
        }

        if (notes.Idempotent)
        {
            const string Key = """{ "type": "string", "maxLength": 200, "description": "Names the request, so that repeating it has no further effect." }""";
            Put(operation, "Idempotency-Key", ParameterLocation.Header, Parsed(Key));
        }
    }

    /// <summary>Describes a parameter, in the place of what was generated for it.</summary>
    private static void Put(OpenApiOperation operation, string name, ParameterLocation place, JsonObject text)
    {
        var generated = operation.Parameters!.FirstOrDefault(one => one.Name == name && one.In == place);
        if (generated is not null) operation.Parameters!.Remove(generated);
        var schema = SchemaText.Parse(text);
        var description = schema.Description;
        schema.Description = null;
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = description,
            Required = text["required"] is JsonValue required && required.GetValue<bool>(),
            Schema = schema,
        });
    }

    private static void AddBody(OpenApiOperation operation, OperationNotes notes)
    {
        if (notes.Form is { } fields)
        {
            var schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = fields.ToDictionary(static field => field.Key, static field => (IOpenApiSchema)SchemaText.Parse(field.Value), StringComparer.Ordinal),
                Required = notes.Required.ToHashSet(StringComparer.Ordinal),
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [FormData] = new OpenApiMediaType { Schema = schema } },
            };
        }

        // Read by the endpoint itself, such as what is signed byte by byte.
        if (operation.RequestBody is null && notes.Request is not null)
        {
            var any = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } };
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Json] = any } };
        }

        if (JsonOf((operation.RequestBody as OpenApiRequestBody)?.Content) is not { } media) return;
        media.Example = notes.Request?.DeepClone();
        if (notes.BodyOptional) ((OpenApiRequestBody)operation.RequestBody!).Required = false;
        if (notes.Required.Length > 0)
            media.Schema = new OpenApiSchema { AllOf = [media.Schema!], Required = notes.Required.ToHashSet(StringComparer.Ordinal) };
    }

    private static void AddAnswers(OpenApiOperation operation, OperationNotes notes)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status == "201" && response is OpenApiResponse made) made.Headers = new Dictionary<string, IOpenApiHeader> { ["Location"] = Location() };
            if (JsonOf(response.Content) is { } media) media.Example = notes.Response?.DeepClone();
            if (notes.Produces.IsEmpty || response is not OpenApiResponse written) continue;
            written.Content = notes.Produces.ToDictionary(static type => type, type => type == Json ? JsonFile(notes) : File(), StringComparer.Ordinal);
        }
    }

    private static void AddRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context, OperationNotes notes)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var statuses = Refusals.Of(
            metadata,
            notes,
            operation.RequestBody is not null,
            operation.Parameters!.Any(static parameter => parameter.In == ParameterLocation.Path),
            operation.Parameters!.Any(static parameter => parameter.In == ParameterLocation.Query));
        operation.Responses ??= [];
        foreach (var status in statuses)
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Refusals.NameOf(status), context.Document);
    }

    private static OpenApiMediaType? JsonOf(IDictionary<string, OpenApiMediaType>? content) =>
        content is not null && content.TryGetValue(Json, out var media) ? media : null;

    private static OpenApiMediaType File() => new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };

    private static OpenApiMediaType JsonFile(OperationNotes notes) =>
        new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = notes.Response?.DeepClone() };

    private static OpenApiHeader Location() => new()
    {
        Description = "Where it is.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
    };

    private static JsonObject Parsed(string text) => JsonNode.Parse(text)!.AsObject();
}
