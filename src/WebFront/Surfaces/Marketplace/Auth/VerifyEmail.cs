using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>GET /api/v1/auth/verify-email/{token}: proves the account's address by the token that was mailed to it.</summary>
internal sealed class VerifyEmail : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapGet("/auth/verify-email/{token}", HandleAsync).CountsAttempts().HasTokenInPath();

    private static async Task<Results<Ok<VerifyEmailResponse>, Refused>> HandleAsync(
        string token, HttpContext context, Attempts attempts, IGrainFactory grains)
    {
        if (!MailedToken.TryParse(token, out var mailed)) return new Refused(AccountRefusals.WrongToken);
        if (await attempts.CountAsync(context, "verify-email", mailed.UserId.ToString("N")) is { } tooMany) return new Refused(tooMany);

        var outcome = await grains.Account(mailed.UserId).ProveEmailAsync(new ProveEmail(mailed.Secret), context.RequestAborted);
        return outcome.ToOk(static _ => new VerifyEmailResponse("The email address is verified", EmailVerified: true));
    }

    private sealed record VerifyEmailResponse(string Message, bool EmailVerified);
}
