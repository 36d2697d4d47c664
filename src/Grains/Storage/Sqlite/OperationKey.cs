using System.Security.Cryptography;
using System.Text;

namespace Grains.Storage.Sqlite;

/// <summary>
/// What an operation id is found by: the first 16 bytes of its SHA-256, a third of the id's own length. Parts of ids are chosen
/// by clients, so a weaker hash would let one of them use up the id of another.
/// </summary>
internal static class OperationKey
{
    public const int Length = 16;

    private const int StackBytes = 640;

    // Throws on a lone surrogate: two broken ids must not become one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(string id)
    {
        var key = new byte[Length];
        Write(id, key);
        return key;
    }

    /// <param name="key"><see cref="Length"/> bytes.</param>
    public static void Write(string id, Span<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Utf8.GetMaxByteCount(id.Length);
        Span<byte> bytes = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        SHA256.HashData(bytes[..Utf8.GetBytes(id, bytes)], hash);
        hash[..Length].CopyTo(key);
    }
}
