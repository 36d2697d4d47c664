using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>
/// POST /api/v1/auth/forgot-password: mails a token for a new password. Whether the address has an account is looked up after the answer, so
/// that neither the answer nor its time says.
/// </summary>
internal sealed class ForgotPassword : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/forgot-password", HandleAsync).CountsAttempts();

    private static Task<Results<Ok<MailOwedResponse>, Refused>> HandleAsync(
        Body<MailAddressRequest> body, HttpContext context, Attempts attempts, IGrainFactory grains) =>
        MailRequests.OweAsync(body.Value, TokenPurpose.ResetPassword, "forgot-password", context, attempts, grains);
}
