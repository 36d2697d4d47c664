using System.Text.Json;
using Grains.Limits;

namespace WebFront.Surfaces.Marketplace;

/// <summary>The marketplace of expert clones: <c>/api/v1</c> and <c>/ws</c>, snake_case, bearer tokens, UUIDs.</summary>
internal static class MarketplaceSurface
{
    public static Surface Surface { get; } = new()
    {
        Name = "marketplace",
        Title = "Grains: marketplace of expert clones",
        Description = "Experts publish clones that answer from what they know; people chat with them and pay by the minute, message or token. "
            + "JSON in snake_case; times in UTC; amounts in US dollars. Live answers come over the WebSocket of a session.",
        ErrorShape = new MarketplaceErrorShape(),
        TagDescriptions = MarketplaceTags.Descriptions,
        Prefix = "/api/v1",
        OtherPrefixes = ["/ws", "/hubs", "/exports"],
        Namespace = typeof(MarketplaceSurface).Namespace!,
        Json = SurfaceJson.Create(JsonNamingPolicy.SnakeCaseLower),
        Errors = new MarketplaceErrors(),
        CallLimit = LimitNames.MarketplaceCalls,
    };
}
