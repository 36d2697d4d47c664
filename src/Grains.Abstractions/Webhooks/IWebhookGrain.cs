using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Webhooks;

/// <summary>
/// One subscription to events, and the queue of its deliveries, which it sends one after the other. Only its owner gets an answer;
/// anybody else, like for one that never was, gets not-found.
/// </summary>
[Alias("webhooks.webhook")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Repeating it with the same content answers the webhook that there is, with its secret.</summary>
    [Alias("create"), Repeatable]
    Task<Outcome<WebhookSecretView>> CreateAsync(CreateWebhook command, CancellationToken cancel);

    [Alias("get"), Repeatable]
    Task<Outcome<WebhookView>> GetAsync(Guid userId, CancellationToken cancel);

    /// <summary>Changes what the command names. Enabled again, it goes on with what waits, and hears of what happens from then on.</summary>
    [Alias("update"), Repeatable]
    Task<Outcome<WebhookView>> UpdateAsync(UpdateWebhook command, CancellationToken cancel);

    /// <summary>Deletes it with its deliveries.</summary>
    [Alias("delete"), Repeatable]
    Task<Outcome<Done>> DeleteAsync(DeleteWebhook command, CancellationToken cancel);

    /// <summary>A new secret; for a while both sign.</summary>
    [Alias("rotate")]
    Task<Outcome<WebhookSecretView>> RotateSecretAsync(RotateWebhookSecret command, CancellationToken cancel);

    /// <summary>Sends an event of no meaning at once, past the queue and whether enabled or not, and answers what became of it.</summary>
    [Alias("test"), AlwaysInterleave]
    Task<Outcome<WebhookTestView>> TestAsync(TestWebhook command, CancellationToken cancel);

    /// <summary>One page of its deliveries, newest first.</summary>
    [Alias("list-deliveries"), Repeatable]
    Task<Outcome<WebhookDeliveryPage>> ListDeliveriesAsync(ListWebhookDeliveries query, CancellationToken cancel);

    [Alias("get-delivery"), Repeatable]
    Task<Outcome<WebhookDeliveryDetail>> GetDeliveryAsync(Guid userId, Guid deliveryId, CancellationToken cancel);

    /// <summary>Queues dead letters again, under their old ids, behind what waits. Answers how many.</summary>
    [Alias("replay"), Repeatable]
    Task<Outcome<WebhookReplayView>> ReplayAsync(ReplayWebhook command, CancellationToken cancel);

    /// <summary>Something is due: it begins to send, if it does not already.</summary>
    [Alias("wake"), AlwaysInterleave, Repeatable]
    Task WakeAsync(CancellationToken cancel);
}
