using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>PUT /api/v1/users/profile: changes what the request names; all but name and preferences is not the caller's to change.</summary>
internal sealed class PutProfile : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/users/profile", HandleAsync);

    private static async Task<Results<Ok<ProfileResponse>, Refused>> HandleAsync(
        Caller caller, Body<ProfileRequest> body, IGrainFactory grains, HttpRequest request, CancellationToken cancel)
    {
        var check = new Check();
        var name = check.OptionalText(body.Value.FullName, "full_name", 200, min: 1);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var wanted = body.Value.Preferences;
        var command = new UpdateProfile(name, wanted?.Timezone, wanted?.Language, wanted?.Notifications);
        var outcome = await grains.Account(caller.UserId).UpdateProfileAsync(command, cancel);
        return outcome.ToOk(view => ProfileResponse.From(view, request));
    }

    private sealed record ProfileRequest(string? FullName, ProfilePreferences? Preferences);
}
