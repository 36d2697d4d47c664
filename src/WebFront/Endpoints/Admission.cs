using Grains.Limits;
using Grains.Outcomes;
using WebFront.Authentication;

namespace WebFront.Endpoints;

/// <summary>
/// Stands between routing and the handlers: verifies the token, then asks the caller's limits grain once whether the sign-in
/// is still good and there is room in every limit that the endpoint counts in.
/// </summary>
internal sealed class Admission(RequestDelegate next, IGrainFactory grains, AccessTokens tokens, Attempts attempts)
{
    private static readonly Refusal NoToken =
        new(RefusalKind.Unauthenticated, "auth.required", "A valid access token is required.");

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint) return next(context);
        var rule = AdmissionRule.For(endpoint);
        return rule.NeedsCaller || rule.CountsAttempts ? AdmitAsync(context, rule) : next(context);
    }

    private async Task AdmitAsync(HttpContext context, AdmissionRule rule)
    {
        var refusal = rule.CountsAttempts ? await attempts.CountAddressAsync(context) : null;
        if (refusal is null && rule.NeedsCaller)
            refusal = await AdmitCallerAsync(context, rule);
        if (refusal is null)
            await next(context);
        else
            await Refused.WriteAsync(context, refusal);
    }

    private async Task<Refusal?> AdmitCallerAsync(HttpContext context, AdmissionRule rule)
    {
        if (BearerToken.Find(context.Request, rule.TokenInQuery) is not { } text) return NoToken;
        if (await tokens.VerifyAsync(text) is not { } token) return NoToken;

        var admission = await grains.UserLimits(token.UserId)
            .AdmitAsync(new AdmitCall(token.SignInId, rule.Limits), context.RequestAborted);
        if (admission.IsRefused(out var refusal, out var admitted)) return refusal;

        RateLimitHeaders.Write(context.Response, admitted.Windows);
        context.Features.Set(new Caller(token.UserId, admitted.Role, token.SignInId));
        return null;
    }
}
