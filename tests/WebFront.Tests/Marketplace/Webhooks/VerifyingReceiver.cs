using System.Security.Cryptography;
using System.Text;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>The example of docs/webhooks.md, which holds the class's text word by word.</summary>
internal static class VerifyingReceiver
{
    // docs
    private static bool IsGenuine(string secret, string timestamp, string signature, byte[] body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300) return false;

        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return signature.Split(',', StringSplitOptions.TrimEntries).Any(one =>
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(expected)));
    }

    // end of docs
    public static bool Accepts(string secret, Grains.Testing.ReceivedWebhook told, DateTimeOffset now) =>
        IsGenuine(secret, told.Headers["X-Webhook-Timestamp"], told.Signature, told.Body, now);
}
