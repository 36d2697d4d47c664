using System.Reflection;
using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>Finds the endpoints of a surface by their namespace and maps them, once, at start.</summary>
internal static class EndpointDiscovery
{
    private static readonly MethodInfo MapMethod =
        typeof(EndpointDiscovery).GetMethod(nameof(MapOne), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static IReadOnlyList<Type> EndpointsOf(Surface surface) =>
    [
        .. typeof(EndpointDiscovery).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false }
                && typeof(IEndpoint).IsAssignableFrom(type)
                && type.Namespace!.StartsWith(surface.Namespace + ".", StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public static void MapSurface(this IEndpointRouteBuilder routes, Surface surface)
    {
        var api = routes.MapGroup(surface.Prefix).OnSurface(surface);
        api.WithGroupName(surface.Name);
        api.AddEndpointFilterFactory(BodyFilter.Create);
        api.AddEndpointFilter(new AnswerFilter(surface));
        foreach (var endpoint in EndpointsOf(surface))
            MapMethod.MakeGenericMethod(endpoint).Invoke(null, [api]);
    }

    private static void MapOne<T>(RouteGroupBuilder api)
        where T : IEndpoint
    {
        var segment = typeof(T).Namespace!.Split('.')[^1];
        T.Map(api).WithName(typeof(T).Name).WithTags(segment);
    }
}
