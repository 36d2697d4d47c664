using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Grains.Webhooks;

/// <summary>
/// What proves to a receiver that a delivery is ours and of now: HMAC-SHA256 (RFC 2104) of <c>timestamp.body</c>, keyed with the secret
/// as it was shown.
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary><c>sha256=</c> and lower-case hex for each secret, commas between.</summary>
    /// <param name="timestamp">Seconds since 1970, as the receiver is told them.</param>
    public static string Sign(ImmutableArray<string> secrets, long timestamp, ReadOnlyMemory<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture)), (byte)'.', .. body.Span];
        return string.Join(", ", secrets.Select(secret => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}"));
    }
}
