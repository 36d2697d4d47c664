using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/{userId}/memory/settings, an addition: whether memory is on.</summary>
internal sealed class GetMemorySettings : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/{userId:guid}/memory/settings", HandleAsync);

    private static async Task<Results<Ok<MemorySettings>, Refused>> HandleAsync(
        Guid userId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var profile = await grains.UserMemory(userId).GetProfileAsync(cancel);
        return TypedResults.Ok(new MemorySettings(profile.Enabled));
    }
}
