using Grains.Outcomes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>
/// The one that follows the log. A second one, as there may be for a moment when a silo dies, finds its place moved and queues nothing
/// twice. Its reminder brings it back, and makes up for a change of webhooks that it was not told of.
/// </summary>
internal sealed class WebhookFeedGrain(
    WebhookFollower follower, DeliveryQueue queue, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookFeedGrain> logger)
    : Grain, IWebhookFeedGrain, IRemindable
{
    private const string Reminder = "follow";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var period = TimeSpan.FromSeconds(options.Value.PollSeconds);
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions { DueTime = period, Period = period, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    public Task RefreshAsync(CancellationToken cancel)
    {
        follower.Forget();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        follower.Forget();
        await queue.ForgetAsync(clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays), CancellationToken.None);
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        if (!follower.IsWanted) return;
        try
        {
            await follower.RunAsync(cancel);
            var due = await queue.ListDueAsync(clock.GetUtcNow(), cancel);
            await Task.WhenAll(due.Select(webhookId => GrainFactory.Webhook(webhookId).WakeAsync(cancel)));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It is brought back where it is needed.
        }
        catch (TemporarilyUnavailableException passing)
        {
            follower.Forget();
            logger.WebhooksPutOff(passing.Message);
        }
        catch (Exception failure)
        {
            follower.Forget();
            logger.FeedFailed(failure);
        }
    }
}
