using System.Text.Json;

namespace WebFront.Surfaces.Shared;

/// <summary>Paths that no single document owns, and paths that nobody does.</summary>
internal static class SharedSurface
{
    public static Surface Surface { get; } = new()
    {
        Name = "shared",
        Title = "Grains: paths that several documents share",
        Prefix = "/api",
        Namespace = typeof(SharedSurface).Namespace!,
        Json = SurfaceJson.Create(JsonNamingPolicy.SnakeCaseLower),
        Errors = new SharedErrors(),
    };
}
