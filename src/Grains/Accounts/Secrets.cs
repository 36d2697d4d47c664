using System.Security.Cryptography;
using System.Text;

namespace Grains.Accounts;

/// <summary>Random secrets, and the hashes that are stored of them. They have 256 bits, so one round of SHA-256 is enough.</summary>
internal static class Secrets
{
    private const int SecretBytes = 32;
    private const int IdBytes = 16;

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
