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
        if (refusal is not null)
            await Refused.WriteAsync(context, refusal);
        else if (rule.GivenBack.IsEmpty)
            await next(context);
        else
            await RunOrGiveBackAsync(context, rule);
    }

    /// <summary>Takes a call that is refused, or breaks off, out of the limits that only count what is accepted.</summary>
    private async Task RunOrGiveBackAsync(HttpContext context, AdmissionRule rule)
    {
        var caller = Caller.Of(context);
        var isDone = false;
        context.Response.OnStarting(() => context.Response.StatusCode >= 400 ? GiveBackAsync() : Task.CompletedTask);
        try
        {
            await next(context);
        }
        catch
        {
            await GiveBackAsync();
            throw;
        }

        async Task GiveBackAsync()
        {
            if (isDone) return;
            isDone = true;
            var windows = await grains.UserLimits(caller.UserId).GiveBackAsync(new GiveBack(rule.GivenBack, rule.Limits), CancellationToken.None);
            if (!context.Response.HasStarted) RateLimitHeaders.Write(context.Response, windows);
        }
    }

    private async Task<Refusal?> AdmitCallerAsync(HttpContext context, AdmissionRule rule)
    {
        var (claimed, refusal) = await ClaimAsync(context, rule);
        if (claimed is not { } signIn) return refusal;

        var limits = grains.UserLimits(signIn.UserId);
        var admission = await limits.AdmitAsync(new AdmitCall(signIn.SignInId, rule.Limits), context.RequestAborted);
        if (admission.Refusal is { LimitName: { } bound } held && bound == rule.RepeatsPass)
        {
            admission = await limits.AdmitAsync(new AdmitCall(signIn.SignInId, rule.Limits.Remove(bound)), context.RequestAborted);
            context.Features.Set(new HeldBack(held));
        }

        if (admission.IsRefused(out refusal, out var admitted)) return refusal;

        RateLimitHeaders.Write(context.Response, admitted.Windows);
        context.Features.Set(new Caller(signIn.UserId, admitted.Role, signIn.SignInId));
        return null;
    }

    /// <summary>The sign-in that the request says it belongs to, by its token or, where the query may hold one, by a ticket.</summary>
    private async Task<((Guid UserId, string SignInId)? SignIn, Refusal? Refusal)> ClaimAsync(HttpContext context, AdmissionRule rule)
    {
        if (rule.TokenInQuery && TicketText.TryParse(context.Request.Query["ticket"], out var ticket))
        {
            var redeemed = await grains.UserLimits(ticket.UserId).RedeemTicketAsync(new RedeemTicket(ticket.Secret), context.RequestAborted);
            return redeemed.IsRefused(out var isVoid, out var owner) ? (null, isVoid) : ((ticket.UserId, owner.SignInId), null);
        }

        if (BearerToken.Find(context.Request, rule.TokenInQuery) is not { } text) return (null, NoToken);
        return await tokens.VerifyAsync(text) is { } token ? ((token.UserId, token.SignInId), null) : (null, NoToken);
    }
}
