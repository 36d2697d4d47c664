using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/profile: the caller's own profile.</summary>
internal sealed class GetProfile : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/profile", HandleAsync);

    private static async Task<Results<Ok<ProfileResponse>, Refused>> HandleAsync(
        Caller caller, IGrainFactory grains, HttpRequest request, CancellationToken cancel)
    {
        var outcome = await grains.Account(caller.UserId).GetAsync(cancel);
        return outcome.ToOk(view => ProfileResponse.From(view, request));
    }
}
