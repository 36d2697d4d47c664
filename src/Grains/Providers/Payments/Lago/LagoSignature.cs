using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains.Billing;
using Grains.Providers.Payments.Stripe;

namespace Grains.Providers.Payments.Lago;

/// <summary>
/// The <c>X-Lago-Signature</c> header. With <c>hmac</c> it is the base64 of HMAC-SHA256 over the body as it came; with <c>jwt</c> it is a JWT
/// (RS256) whose <c>data</c> is the text of the body and whose <c>iss</c> is the address of Lago's API.
/// </summary>
internal static class LagoSignature
{
    public const string Hmac = "hmac";
    public const string Jwt = "jwt";

    private const int LongestSignature = 2 << 20;

    /// <param name="sandboxKey">What the sandbox signs with; null where it does not stand in.</param>
    public static bool IsGood(ReadOnlySpan<byte> payload, string? signature, string? algorithm, LagoOptions options, string? sandboxKey)
    {
        if (signature is not { Length: > 0 and <= LongestSignature }) return false;
        return (algorithm ?? Jwt).ToLowerInvariant() switch
        {
            Hmac => IsGoodHmac(payload, signature, options.HmacKey) | (sandboxKey is not null && IsGoodHmac(payload, signature, sandboxKey)),
            Jwt => options.PublicKey.Length > 0 && IsGoodJwt(payload, signature, options),
            _ => false,
        };
    }

    /// <summary>The header for a body, as Lago makes it.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), payload));

    private static bool IsGoodHmac(ReadOnlySpan<byte> payload, string signature, string key)
    {
        if (key.Length == 0) return false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes + 1];
        return Convert.TryFromBase64String(signature, given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), payload));
    }

    private static bool IsGoodJwt(ReadOnlySpan<byte> payload, string token, LagoOptions options)
    {
        if (token.Split('.') is not [var header, var claims, var signature]) return false;
        try
        {
            if (Parse(header).Text("alg") != "RS256") return false;
            using var key = KeyOf(options.PublicKey);
            var signed = Encoding.ASCII.GetBytes($"{header}.{claims}");
            if (!key.VerifyData(signed, Base64Url(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return false;

            var said = Parse(claims);
            if (options.Issuer.Length > 0 && said.Text("iss") != options.Issuer) return false;
            return said.Text("data") is { } data
                && JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(data), JsonSerializer.Deserialize<JsonElement>(payload));
        }
        catch (Exception broken) when (broken is FormatException or JsonException or CryptographicException)
        {
            return false;
        }
    }

    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    /// <exception cref="FormatException">It is neither PEM nor base64.</exception>
    public static RSA KeyOf(string publicKey)
    {
        var pem = publicKey.Contains("-----BEGIN", StringComparison.Ordinal) ? publicKey : Encoding.ASCII.GetString(Convert.FromBase64String(publicKey.Trim()));
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (ArgumentException broken)
        {
            key.Dispose();
            throw new CryptographicException("The key is no PEM.", broken);
        }
    }

    private static JsonElement Parse(string part) => JsonSerializer.Deserialize<JsonElement>(Base64Url(part));

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
