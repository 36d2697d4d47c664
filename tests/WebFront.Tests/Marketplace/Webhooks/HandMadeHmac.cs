using System.Security.Cryptography;
using System.Text;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>HMAC-SHA256 out of SHA-256 by the letter of RFC 2104, sharing nothing with what signs.</summary>
internal static class HandMadeHmac
{
    private const int Block = 64;

    public static string Hex(string key, byte[] message)
    {
        var padded = new byte[Block];
        var bytes = Encoding.UTF8.GetBytes(key);
        (bytes.Length > Block ? SHA256.HashData(bytes) : bytes).CopyTo(padded, 0);

        var inner = SHA256.HashData([.. padded.Select(static one => (byte)(one ^ 0x36)), .. message]);
        return Convert.ToHexStringLower(SHA256.HashData([.. padded.Select(static one => (byte)(one ^ 0x5c)), .. inner]));
    }
}
