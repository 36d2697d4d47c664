using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>POST /api/v1/auth/signup: opens an account as a user or a creator.</summary>
internal sealed class SignUpUser : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/signup", HandleAsync).CountsAttempts();

    private static async Task<Results<Ok<SignUpResponse>, Refused>> HandleAsync(
        Body<SignUpRequest> body, HttpContext context, Attempts attempts, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var email = check.Email(body.Value.Email, "email");
        var password = check.Secret(body.Value.Password, "password");
        var name = check.Text(body.Value.FullName, "full_name", 1, 200);
        var role = check.OneOf(body.Value.Role, "role", "user", "creator");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (await attempts.CountAsync(context, "signup", email.Value) is { } tooMany) return new Refused(tooMany);

        var command = new SignUp(email, password, name, role == "creator" ? Role.Creator : Role.User);
        var outcome = await grains.Email(email).SignUpAsync(command, cancel);
        return outcome.ToOk(view => new SignUpResponse(view.UserId, view.Email, view.VerificationToken, "Please verify your email"));
    }

    /// <param name="Role"><c>user</c>, which is the default, or <c>creator</c>.</param>
    private sealed record SignUpRequest(string? Email, string? Password, string? FullName, [property: Words("user", "creator")] string? Role);

    private sealed record SignUpResponse(Guid UserId, string Email, string? VerificationToken, string Message);
}
