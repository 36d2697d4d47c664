using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>
/// PUT /api/v1/users/{userId}/memory/settings, an addition: switches memory off, so that nothing is stored and new sessions are given nothing,
/// or on again. What is stored stays until it is cleaned up.
/// </summary>
internal sealed class PutMemorySettings : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/users/{userId:guid}/memory/settings", HandleAsync);

    private static async Task<Results<Ok<MemorySettings>, Refused>> HandleAsync(
        Guid userId, Body<MemorySettings> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (OwnPath.Check(userId, caller) is { } stranger) return new Refused(stranger);
        var check = new Check();
        var enabled = check.Present(body.Value.Enabled, "enabled");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var done = await grains.UserMemory(userId).SwitchAsync(enabled, cancel);
        return done.ToOk(static on => new MemorySettings(on));
    }
}
