using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>POST /api/v1/auth/logout: ends the sign-in of the access token; its refresh token and sockets end with it.</summary>
internal sealed class LogOutUser : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/logout", HandleAsync).CountsAttempts();

    private static async Task<Results<Ok<LogOutResponse>, Refused>> HandleAsync(
        Caller caller, HttpContext context, Attempts attempts, IGrainFactory grains, CancellationToken cancel)
    {
        if (await attempts.CountAsync(context, "logout", caller.SignInId) is { } tooMany) return new Refused(tooMany);

        var outcome = await grains.Account(caller.UserId).LogOutAsync(new LogOut(caller.SignInId), cancel);
        return outcome.ToOk(_ => new LogOutResponse("Signed out"));
    }

    private sealed record LogOutResponse(string Message);
}
