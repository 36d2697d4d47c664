using System.Text;
using Microsoft.AspNetCore.Routing;
using WebFront.Endpoints;
using WebFront.Hosting;

namespace Architecture.Tests;

public sealed class RouteTests
{
    [Fact]
    public async Task The_list_of_routes_is_current()
    {
        var text = new StringBuilder("# Routes\n\nEvery route that is served. Generated; see CONTRIBUTING.md.\n\n| method | path | endpoint |\n| --- | --- | --- |\n");
        var rows =
            from endpoint in await EndpointsAsync()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]
            let handler = HandlerOf(endpoint)
            let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
            orderby path, method
            select $"| {method} | `{(path.Length == 0 ? "/" : path)}` | {(handler is null ? "" : handler.FullName!["WebFront.".Length..])} |\n";

        foreach (var row in rows.Distinct()) text.Append(row);
        Repository.AssertCurrent("docs/routes.md", text.ToString());
    }

    [Fact]
    public async Task An_endpoint_sits_in_the_folder_that_its_path_names()
    {
        var strays =
            from endpoint in await EndpointsAsync()
            let handler = HandlerOf(endpoint)
            where handler is not null && typeof(IEndpoint).IsAssignableFrom(handler)
            let folder = handler.Namespace!.Split('.')[^1]
            let literals = endpoint.RoutePattern.PathSegments.Select(segment => segment.Parts[0]).OfType<Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart>().Select(part => part.Content)
            where !literals.Any(literal => literal.Replace("-", "", StringComparison.Ordinal).Equals(folder, StringComparison.OrdinalIgnoreCase))
            select $"{handler.FullName}: {endpoint.RoutePattern.RawText}";

        Assert.Empty(strays);
    }

    private static Type? HandlerOf(RouteEndpoint endpoint)
    {
        var type = endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.DeclaringType;
        while (type is { IsNested: true }) type = type.DeclaringType;
        return type is { Namespace: { } space } && space.StartsWith("WebFront", StringComparison.Ordinal) ? type : null;
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var data = Directory.CreateTempSubdirectory("grains-routes-").FullName;
        await using var app = WebFrontHost.Build(["--data", data, "--urls", "http://127.0.0.1:0"]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
