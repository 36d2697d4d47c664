using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>When a delivery that failed is tried again: waits that double up to a longest one, each off by up to a fifth either way.</summary>
internal sealed class RetrySchedule(IOptions<WebhookOptions> options)
{
    private const double Jitter = 0.2;

    private readonly WebhookOptions settings = options.Value;

    /// <summary>Null where it is given up.</summary>
    /// <param name="asked">The wait that the receiver asked for; one within the longest is kept to.</param>
    public DateTimeOffset? Next(Guid deliveryId, DeliveryHistory history, TimeSpan? asked, DateTimeOffset now)
    {
        var wait = Wait(deliveryId, history.Tries);
        if (asked > wait) wait = TimeSpan.FromSeconds(Math.Min(asked.Value.TotalSeconds, settings.LongestRetrySeconds));
        var next = now + wait;
        return next <= (history.TriedSince ?? now) + TimeSpan.FromHours(settings.RetryHours) ? next : null;
    }

    public bool IsLost(DateTimeOffset failingSince, DateTimeOffset now) => now - failingSince >= TimeSpan.FromHours(settings.DisableHours);

    /// <param name="tries">Those that have failed, from 1.</param>
    private TimeSpan Wait(Guid deliveryId, int tries)
    {
        var seconds = Math.Min(settings.FirstRetrySeconds * Math.Pow(2, Math.Min(tries, 40) - 1), settings.LongestRetrySeconds);
        return TimeSpan.FromSeconds(seconds * (1 - Jitter + (2 * Jitter * Chance(deliveryId, tries))));
    }

    /// <summary>From 0 to 1, by the delivery and the attempt: spread like chance, and the same wherever it is asked for.</summary>
    private static double Chance(Guid deliveryId, int tries)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{deliveryId:N}:{tries}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) / (double)uint.MaxValue;
    }
}
