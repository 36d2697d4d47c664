using Grains.Outcomes;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>It keeps nothing of its own: its row and its deliveries are read where they are needed, and the database decides.</summary>
internal sealed class WebhookGrain(
    WebhookStore store,
    WebhookRules rules,
    WebhookSender sender,
    DeliveryPump pump,
    ILogFeed feed,
    IOptions<WebhookOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WebhookGrain> logger) : Grain, IWebhookGrain
{
    private IGrainTimer? sending;
    private bool pumping;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(WebhookAddress.Prefix.Length), "N");

    public async Task<Outcome<WebhookSecretView>> CreateAsync(CreateWebhook command, CancellationToken cancel)
    {
        if (await rules.CheckAsync(command.Url, command.Events, command.Description, cancel) is { } invalid) return invalid;

        var now = clock.GetUtcNow();
        var webhook = new WebhookRecord
        {
            WebhookId = Id,
            OwnerId = command.UserId,
            Url = command.Url,
            Events = command.Events,
            Description = command.Description ?? "",
            Since = await feed.GetEndAsync(cancel),
            Secret = WebhookSignature.NewSecret(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        if ((await store.AddAsync(webhook, cancel)).IsRefused(out var refusal, out var stored)) return refusal;
        if (stored.OwnerId != command.UserId) return WebhookRefusals.NotFound;
        if (stored.Url != command.Url || !stored.Events.SequenceEqual(command.Events)) return WebhookRefusals.KeyReused;

        await GrainFactory.WebhookFeed().RefreshAsync(cancel);
        return Secret(stored);
    }

    public async Task<Outcome<WebhookView>> GetAsync(Guid userId, CancellationToken cancel) =>
        Owned(await store.FindAsync(Id, cancel), userId).IsRefused(out var refusal, out var webhook) ? refusal : View(webhook);

    public async Task<Outcome<WebhookView>> UpdateAsync(UpdateWebhook command, CancellationToken cancel)
    {
        if (Owned(await store.FindAsync(Id, cancel), command.UserId).IsRefused(out var notFound, out _)) return notFound;
        if (await rules.CheckAsync(command.Url, command.Events, command.Description, cancel) is { } invalid) return invalid;

        var end = await feed.GetEndAsync(cancel);
        var changed = await ChangeAsync(command.UserId, webhook => Apply(webhook, command, end), cancel);
        return changed.IsRefused(out var refusal, out var stored) ? refusal : View(stored);
    }

    public async Task<Outcome<Done>> DeleteAsync(DeleteWebhook command, CancellationToken cancel)
    {
        var deleted = await store.DeleteAsync(Id, command.UserId, cancel);
        if (deleted.Refusal is null) await GrainFactory.WebhookFeed().RefreshAsync(cancel);
        return deleted;
    }

    public async Task<Outcome<WebhookSecretView>> RotateSecretAsync(RotateWebhookSecret command, CancellationToken cancel)
    {
        var secret = WebhookSignature.NewSecret();
        var now = clock.GetUtcNow();
        var changed = await ChangeAsync(
            command.UserId,
            webhook => webhook with { Secret = secret, PreviousSecret = webhook.Secret, PreviousSecretUntil = now + options.Value.SecretOverlap, UpdatedAt = now },
            cancel);
        return changed.IsRefused(out var refusal, out var stored) ? refusal : Secret(stored);
    }

    public async Task<Outcome<WebhookTestView>> TestAsync(TestWebhook command, CancellationToken cancel)
    {
        if (Owned(await store.FindAsync(Id, cancel), command.UserId).IsRefused(out var refusal, out var webhook)) return refusal;

        var delivery = WebhookPayload.ForTest(webhook, clock.GetUtcNow());
        var sent = await sender.SendAsync(webhook, delivery, cancel);
        return new WebhookTestView(delivery.DeliveryId, sent.Attempt);
    }

    public Task<Outcome<WebhookDeliveryPage>> ListDeliveriesAsync(ListWebhookDeliveries query, CancellationToken cancel) =>
        store.ListDeliveriesAsync(Id, query, cancel);

    public Task<Outcome<WebhookDeliveryDetail>> GetDeliveryAsync(Guid userId, Guid deliveryId, CancellationToken cancel) =>
        store.GetDeliveryAsync(Id, userId, deliveryId, cancel);

    public async Task<Outcome<WebhookReplayView>> ReplayAsync(ReplayWebhook command, CancellationToken cancel)
    {
        var replayed = await store.ReplayAsync(Id, command, clock.GetUtcNow(), cancel);
        if (replayed.Value is { Replayed: > 0 }) Send();
        return replayed;
    }

    public Task WakeAsync(CancellationToken cancel)
    {
        Send();
        return Task.CompletedTask;
    }

    /// <summary>On a timer, so that whoever wakes it need not wait; interleaved, so that its owner can ask and change while a receiver is slow.</summary>
    private void Send()
    {
        if (pumping) return;

        pumping = true;
        sending?.Dispose();
        sending = this.RegisterGrainTimer(
            RunAsync,
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
    }

    private async Task RunAsync(CancellationToken disposed)
    {
        // A silo that goes down waits for what its grains are doing, so that has to end at once.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disposed, lifetime.ApplicationStopping);
        try
        {
            await pump.RunAsync(Id, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is due stays due.
        }
        catch (TemporarilyUnavailableException passing)
        {
            logger.WebhooksPutOff(passing.Message);
        }
        catch (Exception failure)
        {
            logger.PumpFailed(failure, Id);
        }
        finally
        {
            pumping = false;
        }
    }

    private async Task<Outcome<WebhookRecord>> ChangeAsync(Guid userId, Func<WebhookRecord, WebhookRecord> change, CancellationToken cancel)
    {
        var changed = await store.ChangeAsync(
            Id, stored => Owned(stored, userId).IsRefused(out var refusal, out var owned) ? refusal : change(owned), clock.GetUtcNow(), cancel);
        if (changed.Refusal is null) await GrainFactory.WebhookFeed().RefreshAsync(cancel);
        return changed;
    }

    /// <param name="end">Where the log ends: an enabled one hears of what comes after.</param>
    private WebhookRecord Apply(WebhookRecord webhook, UpdateWebhook command, long end)
    {
        var now = clock.GetUtcNow();
        var next = webhook with
        {
            Url = command.Url ?? webhook.Url,
            Events = command.Events ?? webhook.Events,
            Description = command.Description ?? webhook.Description,
            UpdatedAt = now,
        };
        return (command.Enabled ?? webhook.Enabled, webhook.Enabled) switch
        {
            (true, false) => next with { Enabled = true, Since = end, DisabledReason = WebhookDisabledReason.None, DisabledAt = null, FailingSince = null },
            (false, true) => next.Disable(WebhookDisabledReason.None, now),
            _ => next,
        };
    }

    private static Outcome<WebhookRecord> Owned(WebhookRecord? webhook, Guid userId) =>
        webhook is not null && webhook.OwnerId == userId ? webhook : WebhookRefusals.NotFound;

    private WebhookView View(WebhookRecord webhook) => webhook.ToView(clock.GetUtcNow());

    private WebhookSecretView Secret(WebhookRecord webhook) => new(View(webhook), webhook.Secret);
}
