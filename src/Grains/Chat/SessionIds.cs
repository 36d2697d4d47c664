using System.Security.Cryptography;
using System.Text;

namespace Grains.Chat;

/// <summary>Ids that follow from what they name, so that a repeated command comes to the same ones (RFC 9562, version 8: our own hash).</summary>
internal static class SessionIds
{
    public static Guid Message(Guid sessionId, string clientMessageId) => Of($"message:{sessionId:N}:{clientMessageId}");

    public static Guid Answer(Guid sessionId, int turn) => Of($"answer:{sessionId:N}:{turn}");

    private static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
