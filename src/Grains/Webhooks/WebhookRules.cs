using System.Collections.Immutable;
using Grains.Egress;
using Grains.Outcomes;

namespace Grains.Webhooks;

/// <summary>What a webhook may be.</summary>
internal sealed class WebhookRules(IOutboundDoor door)
{
    private const int MaxDescription = 500;

    /// <summary>What is wrong with values that are given; null ones are passed over.</summary>
    public async Task<Refusal?> CheckAsync(string? url, ImmutableArray<string>? events, string? description, CancellationToken cancel)
    {
        if (events is { } names && CheckEvents(names) is { } badEvents) return badEvents;
        if (description?.Length > MaxDescription) return WebhookRefusals.Invalid("description", $"At most {MaxDescription} characters are allowed.");
        if (url is null) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target)) return EgressRefusals.BadUrl;
        if (target.Fragment.Length > 0) return WebhookRefusals.Invalid("url", "The URL must not have a fragment.");

        // A host that cannot be found just now may be there later, and is then checked again.
        return await door.CheckHostAsync(target, cancel) is { Kind: RefusalKind.Invalid } refused ? refused : null;
    }

    private static Refusal? CheckEvents(ImmutableArray<string> names)
    {
        if (names.IsEmpty) return WebhookRefusals.Invalid("events", "At least one event is required.");
        if (names.Any(static name => !WebhookEvents.All.Contains(name)))
            return WebhookRefusals.Invalid("events", $"Each must be one of {string.Join(", ", WebhookEvents.All)}.");
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? null : WebhookRefusals.Invalid("events", "An event is named twice.");
    }
}
