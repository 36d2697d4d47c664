using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grains.Chat;
using Grains.Clones;
using Grains.Limits;
using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions: opens a session with a published clone.</summary>
internal sealed class CreateSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions", HandleAsync);

    private static async Task<Results<Created<CreateSessionResponse>, Refused>> HandleAsync(
        Body<CreateSessionRequest> body, Caller caller, IGrainFactory grains, HttpRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken cancel)
    {
        var check = new Check();
        var wanted = body.Value;
        var expertId = check.Present(wanted.ExpertId, "expert_id");
        check.OneOf(wanted.SessionType, "session_type", "chat", "voice", "video");
        var firstMessage = check.OptionalText(wanted.InitialMessage, "initial_message", 32_768, min: 1);
        check.OptionalText(idempotencyKey, "Idempotency-Key", 200, min: 1);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var snapshot = await grains.Clone(expertId).GetSnapshotAsync(caller.UserId, cancel);
        if (snapshot.IsRefused(out var noClone, out var clone)) return new Refused(noClone);

        var limits = LimitsOf(wanted);
        if (limits.Length > 0)
        {
            var admission = await grains.UserLimits(caller.UserId).AdmitAsync(new AdmitCall(caller.SignInId, limits), cancel);
            if (admission.IsRefused(out var limited, out _)) return new Refused(limited);
        }

        var remembered = await grains.UserMemory(caller.UserId).RecallAsync(expertId, cancel);
        var session = grains.ChatSession(IdFor(caller.UserId, idempotencyKey));
        var type = SessionNames.ParseType(wanted.SessionType) ?? SessionType.Chat;
        var started = await session.StartAsync(new StartChatSession(caller.UserId, clone, type, wanted.DemoMode ?? false) { Memory = remembered }, cancel);
        if (started.IsRefused(out var refusal, out var view)) return new Refused(refusal);

        if (firstMessage is not null)
        {
            var sent = await MessageDoor.SendAsync(grains, caller, session, new SendChatMessage(caller.UserId, "initial", firstMessage), response: null, cancel);
            if (sent.IsRefused(out refusal, out _)) return new Refused(refusal);
            var asked = await session.GetAsync(caller.UserId, cancel);
            if (asked.IsRefused(out refusal, out view)) return new Refused(refusal);
        }

        return TypedResults.Created($"/api/v1/sessions/{view.SessionId}", CreateSessionResponse.From(view, request));
    }

    /// <summary>What the session counts in beside the calls: a demo as such, a first message like any other.</summary>
    private static ImmutableArray<string> LimitsOf(CreateSessionRequest wanted)
    {
        ImmutableArray<string> limits = wanted.DemoMode == true ? [LimitNames.MarketplaceDemos] : [];
        return wanted.InitialMessage is null ? limits : limits.Add(LimitNames.MarketplaceMessages);
    }

    /// <summary>The same key of the same user names the same session.</summary>
    private static Guid IdFor(Guid userId, string? key) =>
        key is null ? Guid.NewGuid() : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId:N}:{key}")).AsSpan(0, 16));
}

/// <param name="InitialMessage">Sent as the session's first message; its answer comes on the socket and in the transcript.</param>
internal sealed record CreateSessionRequest(Guid? ExpertId, [property: WordsOf<SessionType>] string? SessionType, bool? DemoMode, string? InitialMessage);

/// <param name="DemoMode">An addition: a demo is free and takes a few messages.</param>
internal sealed record CreateSessionResponse(
    Guid SessionId,
    string ExpertName,
    [property: WordsOf<SessionType>] string SessionType,
    string WebsocketUrl,
    [property: WordsOf<SessionStatus>] string Status,
    DateTimeOffset StartTime,
    SessionBillingResponse Billing,
    bool DemoMode)
{
    public static CreateSessionResponse From(ChatSessionView view, HttpRequest request) => new(
        view.SessionId,
        view.Snapshot.Name,
        SessionNames.Of(view.Type),
        $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}/ws/sessions/{view.SessionId}",
        SessionNames.Of(view.Status),
        view.StartedAt,
        SessionBillingResponse.From(view),
        view.DemoMode);
}

/// <param name="CurrentCost">What has been charged.</param>
/// <param name="EstimatedCost">
/// What the session will have cost at least if nothing more is asked: what was charged, what has accrued since, and what is set aside for messages
/// that wait for their answers.
/// </param>
internal sealed record SessionBillingResponse(decimal RatePerMinute, decimal CurrentCost, decimal EstimatedCost, PricingResponse Pricing)
{
    public static SessionBillingResponse From(ChatSessionView view)
    {
        var pricing = view.Snapshot.Pricing.For(view.Type);
        var byTime = !view.DemoMode && pricing.Model == PricingModel.PerMinute;
        return new SessionBillingResponse(
            Display.Dollars(byTime ? pricing.HourlyMicros / 60 : 0),
            Display.Dollars(view.ChargedMicros),
            Display.Dollars(view.CostMicros + view.ReservedMicros),
            PricingResponse.From(pricing));
    }
}
