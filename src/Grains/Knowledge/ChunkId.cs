using System.Security.Cryptography;
using System.Text;

namespace Grains.Knowledge;

internal static class ChunkId
{
    /// <summary>The same chunk of the same generation has the same id, however often it is made.</summary>
    public static Guid Of(Guid documentId, string generation, int ordinal)
    {
        var name = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{documentId:N}|{generation}|{ordinal}"));
        return new Guid(SHA256.HashData(name).AsSpan(0, 16));
    }
}
