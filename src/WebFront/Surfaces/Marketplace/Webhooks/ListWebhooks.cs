using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>GET /api/v1/webhooks: the caller's webhooks, oldest first; an account has so few that they fit one page.</summary>
internal sealed class ListWebhooks : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/webhooks", HandleAsync);

    private static async Task<Ok<WebhookListResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var webhooks = await grains.WebhookDirectory().ListAsync(caller.UserId, cancel);
        return TypedResults.Ok(new WebhookListResponse([.. webhooks.Select(WebhookResponse.From)]));
    }
}

internal sealed record WebhookListResponse(IReadOnlyList<WebhookResponse> Webhooks);
