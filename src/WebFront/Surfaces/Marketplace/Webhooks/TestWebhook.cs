using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>POST /api/v1/webhooks/{webhook_id}/test: sends one event of no meaning at once and answers what became of it.</summary>
internal sealed class TestWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/webhooks/{webhookId:guid}/test", HandleAsync);

    private static async Task<Results<Ok<TestWebhookResponse>, Refused>> HandleAsync(
        Guid webhookId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var tested = await grains.Webhook(webhookId).TestAsync(new Commands.TestWebhook(caller.UserId), cancel);
        return tested.ToOk(static test => new TestWebhookResponse(test.DeliveryId, test.Attempt.Succeeded, AttemptResponse.From(test.Attempt)));
    }
}

/// <param name="WebhookId">The receiver's <c>X-Webhook-Id</c>; a test is not in the list of deliveries.</param>
internal sealed record TestWebhookResponse(Guid WebhookId, bool Delivered, AttemptResponse Attempt);
