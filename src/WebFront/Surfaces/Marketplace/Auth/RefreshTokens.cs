using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>POST /api/v1/auth/refresh-token: spends a refresh token for new tokens.</summary>
internal sealed class RefreshTokens : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/refresh-token", HandleAsync).CountsAttempts();

    private static async Task<Results<Ok<SignInResponse>, Refused>> HandleAsync(
        Body<RefreshRequest> body, HttpContext context, Attempts attempts, AccessTokens tokens, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var text = check.Secret(body.Value.RefreshToken, "refresh_token");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (!RefreshToken.TryParse(text, out var token)) return new Refused(AccountRefusals.SignInEnded);
        if (await attempts.CountAsync(context, "refresh-token", token.SignInId) is { } tooMany) return new Refused(tooMany);

        var outcome = await grains.Account(token.UserId).RefreshAsync(new RefreshSignIn(token), cancel);
        return outcome.ToOk(view => SignInResponse.From(view, tokens));
    }

    private sealed record RefreshRequest(string? RefreshToken);
}
