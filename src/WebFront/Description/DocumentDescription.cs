using System.Globalization;
using Microsoft.OpenApi;
using WebFront.Hosting;
using WebFront.Surfaces;

namespace WebFront.Description;

/// <summary>What a surface's document says once: what it is, its errors, its tags; and that a request need not name every member.</summary>
internal static class DocumentDescription
{
    private const string ErrorSchema = "Error";

    public static Task CompleteAsync(OpenApiDocument document, Surface surface)
    {
        document.Info = new OpenApiInfo
        {
            Title = surface.Title,
            Version = ProductVersion.Text,
            Description = surface.Description,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "The product that serves this document." }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[OperationDescription.BearerScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access token of a sign-in.",
        };
        AddErrors(document, surface.ErrorShape);
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description ??= surface.TagDescriptions.GetValueOrDefault(tag.Name!);
        RequestMembers.MakeOptional(document);
        PathNames.InSnakeCase(document);
        return Task.CompletedTask;
    }

    private static void AddErrors(OpenApiDocument document, IErrorShape? shape)
    {
        if (shape is null) return;
        document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ErrorSchema] = shape.Schema;
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var status in Refusals.Known.Where(status => IsUsed(document, status)))
        {
            var media = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ErrorSchema, document), Example = shape.Example(status) };
            document.Components.Responses[Refusals.NameOf(status)] = new OpenApiResponse
            {
                Description = Refusals.Describe(status),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = media },
            };
        }
    }

    private static bool IsUsed(OpenApiDocument document, int status) => document.Paths.Values
        .SelectMany(static path => path.Operations ?? [])
        .Any(operation => operation.Value.Responses?.ContainsKey(status.ToString(CultureInfo.InvariantCulture)) == true);
}
