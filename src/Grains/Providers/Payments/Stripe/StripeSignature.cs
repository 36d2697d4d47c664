using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Grains.Providers.Payments.Stripe;

/// <summary>
/// The <c>Stripe-Signature</c> header, scheme <c>v1</c>: HMAC-SHA256 with the endpoint's secret over the time, a dot and the body as it
/// came. Several signatures may stand in it and several secrets may be good, as while a secret is being replaced.
/// </summary>
internal static class StripeSignature
{
    private const int MostParts = 20;

    /// <param name="tolerance">How far the signed time may be from now, either way.</param>
    public static bool IsGood(
        ReadOnlySpan<byte> payload, string? header, IReadOnlyCollection<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (header is null || secrets.Count == 0) return false;
        var (time, signatures) = Parse(header);
        if (time is not { } signedAt || Math.Abs(now.ToUnixTimeSeconds() - signedAt) > tolerance.TotalSeconds) return false;

        // Every secret is tried with every signature, so that how long it takes tells nothing.
        var good = false;
        foreach (var secret in secrets)
        {
            var expected = Compute(payload, signedAt, secret);
            foreach (var signature in signatures) good |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return good;
    }

    /// <summary>The header for a body, as Stripe makes it.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={time},v1={Convert.ToHexStringLower(Compute(payload, time, secret))}");
    }

    private static byte[] Compute(ReadOnlySpan<byte> payload, long time, string secret)
    {
        Span<byte> prefix = stackalloc byte[24];
        Utf8Formatter.TryFormat(time, prefix, out var length);
        prefix[length++] = (byte)'.';
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(prefix[..length]);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }

    private static (long? Time, List<byte[]> Signatures) Parse(string header)
    {
        long? time = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(',', MostParts))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0) continue;
            var (name, value) = (part[..at].Trim(), part[(at + 1)..].Trim());
            if (name == "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) time = seconds;
            if (name != "v1" || value.Length != 2 * SHA256.HashSizeInBytes) continue;
            var signature = new byte[SHA256.HashSizeInBytes];
            if (Convert.FromHexString(value, signature, out _, out _) == System.Buffers.OperationStatus.Done) signatures.Add(signature);
        }

        return (time, signatures);
    }
}
