using System.Collections.Immutable;
using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>PUT /api/v1/webhooks/{webhook_id}: changes what the body names; enabled again, it goes on with what waits.</summary>
internal sealed class UpdateWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/webhooks/{webhookId:guid}", HandleAsync);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(
        Guid webhookId, Body<UpdateWebhookRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var url = check.OptionalText(body.Value.Url, "url", 2_048, min: 1);
        check.List(body.Value.Events, "events", WebhookEvents.All.Length);
        var description = check.OptionalText(body.Value.Description, "description", 500);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var command = new Commands.UpdateWebhook(caller.UserId)
        {
            Url = url,
            Events = body.Value.Events?.ToImmutableArray(),
            Description = description,
            Enabled = body.Value.Enabled,
        };
        var updated = await grains.Webhook(webhookId).UpdateAsync(command, cancel);
        return updated.ToOk(WebhookResponse.From);
    }
}

/// <summary>What is missing stays as it is.</summary>
internal sealed record UpdateWebhookRequest(string? Url, IReadOnlyList<string>? Events, string? Description, bool? Enabled);
