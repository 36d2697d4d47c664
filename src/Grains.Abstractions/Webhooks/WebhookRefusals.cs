using Grains.Outcomes;

namespace Grains.Webhooks;

/// <summary>The expected noes of webhooks.</summary>
public static class WebhookRefusals
{
    /// <summary>The same for one that never was, was deleted, or is somebody else's.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "webhooks.not_found", "There is no such webhook.");

    public static Refusal DeliveryNotFound { get; } = new(RefusalKind.NotFound, "webhooks.delivery_not_found", "There is no such delivery.");

    public static Refusal NotDead { get; } =
        new(RefusalKind.Conflict, "webhooks.not_dead", "Only a dead letter can be replayed; this delivery waits or was delivered.");

    public static Refusal KeyReused { get; } =
        new(RefusalKind.Conflict, "webhooks.key_reused", "This idempotency key was used for another webhook.") { Field = "Idempotency-Key" };

    public static Refusal TooMany(int max) => new(RefusalKind.Conflict, "webhooks.too_many", $"An account can have at most {max} webhooks.");

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("webhooks.invalid", field, message);
}
