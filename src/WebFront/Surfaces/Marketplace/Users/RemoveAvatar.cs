using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>DELETE /api/v1/users/avatar, an addition to the document: the caller has no picture any more.</summary>
internal sealed class RemoveAvatar : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/users/avatar", HandleAsync);

    private static async Task<Results<NoContent, Refused>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var outcome = await grains.Account(caller.UserId).ChangeAvatarAsync(new ChangeAvatar(null, IsStored: true), cancel);
        return outcome.ToNoContent();
    }
}
