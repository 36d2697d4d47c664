using System.Collections.Immutable;
using WebFront.Surfaces.Marketplace;
using WebFront.Surfaces.Shared;

namespace WebFront.Surfaces;

/// <summary>The surfaces of the product, and which of them a request is on.</summary>
internal static class ServedSurfaces
{
    public static ImmutableArray<Surface> All { get; } = [MarketplaceSurface.Surface];

    /// <summary>The surface of the endpoint; without one, that of the path; else the shape for paths that are nobody's.</summary>
    public static Surface Of(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Surface>() is { } marked) return marked;
        foreach (var surface in All)
        {
            if (surface.Covers(context.Request.Path)) return surface;
        }

        return SharedSurface.Surface;
    }
}
