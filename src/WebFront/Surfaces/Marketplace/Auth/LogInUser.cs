using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>POST /api/v1/auth/login: trades e-mail address and password for tokens.</summary>
internal sealed class LogInUser : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/login", HandleAsync).CountsAttempts();

    private static async Task<Results<Ok<SignInResponse>, Refused>> HandleAsync(
        Body<LogInRequest> body, HttpContext context, Attempts attempts, AccessTokens tokens, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var email = check.Email(body.Value.Email, "email");
        var password = check.Secret(body.Value.Password, "password");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (await attempts.CountAsync(context, "login", email.Value) is { } tooMany) return new Refused(tooMany);

        var outcome = await grains.Email(email).LogInAsync(new LogIn(password), cancel);
        return outcome.ToOk(view => SignInResponse.From(view, tokens));
    }

    private sealed record LogInRequest(string? Email, string? Password);
}
