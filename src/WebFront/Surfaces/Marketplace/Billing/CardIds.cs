using System.Security.Cryptography;
using System.Text;
using WebFront.Surfaces.Marketplace.Clones;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>What a card that is added is called: by the request's key, else by its token, so that repeating either adds it once.</summary>
internal static class CardIds
{
    public static Guid Of(Guid userId, IdempotencyKey key, string token) => key.Value is null
        ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId:N}|card|{token}")).AsSpan(0, 16))
        : key.NewId(userId);
}
