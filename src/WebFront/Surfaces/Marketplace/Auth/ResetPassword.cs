using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>POST /api/v1/auth/reset-password: spends a mailed token for a new password. All sign-ins of the account end.</summary>
internal sealed class ResetPassword : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/reset-password", HandleAsync).CountsAttempts();

    private static async Task<Results<Ok<ResetPasswordResponse>, Refused>> HandleAsync(
        Body<ResetPasswordRequest> body, HttpContext context, Attempts attempts, IGrainFactory grains)
    {
        var check = new Check();
        var text = check.Secret(body.Value.Token, "token");
        var password = check.Secret(body.Value.NewPassword, "new_password");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (!MailedToken.TryParse(text, out var token)) return new Refused(AccountRefusals.WrongToken);
        if (await attempts.CountAsync(context, "reset-password", token.UserId.ToString("N")) is { } tooMany) return new Refused(tooMany);

        var command = new ReplacePassword(token.Secret, password);
        var outcome = await grains.Account(token.UserId).ReplacePasswordAsync(command, context.RequestAborted);
        return outcome.ToOk(static _ => new ResetPasswordResponse("The password was changed. Sign in again."));
    }

    private sealed record ResetPasswordRequest(string? Token, string? NewPassword);

    private sealed record ResetPasswordResponse(string Message);
}
