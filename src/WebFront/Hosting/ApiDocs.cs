using System.Text;
using WebFront.Description;
using WebFront.Surfaces;

namespace WebFront.Hosting;

/// <summary>One OpenAPI document a surface, and two pages that show them; all assets come out of the product itself.</summary>
internal static class ApiDocs
{
    /// <summary>The pages may fetch nothing from elsewhere and send nothing there; styles are set by their scripts.</summary>
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

    public static void AddApiDocs(this IServiceCollection services)
    {
        foreach (var surface in ServedSurfaces.All)
        {
            services.AddOpenApi(surface.Name, options =>
            {
                options.ShouldInclude = description => description.GroupName == surface.Name;
                options.AddDocumentTransformer((document, _, _) => DocumentDescription.CompleteAsync(document, surface));
                options.CreateSchemaReferenceId = SchemaNames.Of;
                options.AddOperationTransformer(OperationDescription.CompleteAsync);
                options.AddSchemaTransformer(SchemaDescription.CompleteAsync);
            });
        }
    }

    public static void MapApiDocs(this WebApplication app)
    {
        // Other names are no address of ours, so that they are answered like any.
        var names = string.Join('|', ServedSurfaces.All.Select(surface => surface.Name));
        app.MapOpenApi($"/openapi/{{documentName:regex(^({names})$)}}.json");
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc"))
                context.Response.Headers.ContentSecurityPolicy = PagePolicy;
            return next(context);
        });
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Grains API";
            foreach (var surface in ServedSurfaces.All)
                page.SwaggerEndpoint($"/openapi/{surface.Name}.json", surface.Title);
        });
        app.UseReDoc(page =>
        {
            page.RoutePrefix = "redoc";
            page.IndexStream = ReDocPage;
        });
    }

    /// <summary>A page of our own, because the package's asks an outside server for its fonts.</summary>
    private static MemoryStream ReDocPage() => new(Encoding.UTF8.GetBytes($"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Grains API</title></head>
        <body><redoc spec-url="/openapi/{ServedSurfaces.All[0].Name}.json"></redoc><script src="redoc.standalone.js"></script></body>
        </html>
        """));
}
