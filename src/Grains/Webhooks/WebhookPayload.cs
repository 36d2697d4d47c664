using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Grains.Webhooks;

/// <summary>The documented body: <c>{"event","data","timestamp","webhook_id"}</c>.</summary>
internal static class WebhookPayload
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One event for one webhook; its id follows from both, so that the same event never has another one.</summary>
    /// <param name="now">When it is queued; the body tells when it happened.</param>
    public static DeliveryRecord For(WebhookRecord webhook, WebhookFact fact, JsonObject data, DateTimeOffset now)
    {
        var id = IdOf($"{webhook.WebhookId:N}:{fact.Source}");
        var body = Body(id, fact.Event, data, fact.At);
        return new DeliveryRecord(id, webhook.WebhookId, 0, WebhookDeliveryStatus.Waiting, fact.Event, fact.About, now, null, body, DeliveryHistory.None);
    }

    /// <summary>An event of no meaning, which is kept nowhere.</summary>
    public static DeliveryRecord ForTest(WebhookRecord webhook, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var data = new JsonObject { ["message"] = "This is a test of your webhook." };
        var body = Body(id, WebhookEvents.Test, data, now);
        return new DeliveryRecord(
            id, webhook.WebhookId, 0, WebhookDeliveryStatus.Waiting, WebhookEvents.Test, webhook.OwnerId, now, null, body, DeliveryHistory.None);
    }

    public static string Print(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static byte[] Body(Guid id, string name, JsonObject data, DateTimeOffset at)
    {
        var body = new JsonObject { ["event"] = name, ["data"] = data.DeepClone(), ["timestamp"] = Print(at), ["webhook_id"] = id.ToString() };
        return JsonSerializer.SerializeToUtf8Bytes(body, Json);
    }

    /// <summary>RFC 9562, version 8: our own hash.</summary>
    private static Guid IdOf(string name)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
