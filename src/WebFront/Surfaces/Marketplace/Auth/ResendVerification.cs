using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>
/// POST /api/v1/auth/resend-verification: an addition to the document. Mails another verification token; answers alike for every address, as
/// forgot-password does.
/// </summary>
internal sealed class ResendVerification : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/resend-verification", HandleAsync).CountsAttempts();

    private static Task<Results<Ok<MailOwedResponse>, Refused>> HandleAsync(
        Body<MailAddressRequest> body, HttpContext context, Attempts attempts, IGrainFactory grains) =>
        MailRequests.OweAsync(body.Value, TokenPurpose.VerifyEmail, "resend-verification", context, attempts, grains);
}
