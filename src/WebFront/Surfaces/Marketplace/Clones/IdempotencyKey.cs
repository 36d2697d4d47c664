using System.Security.Cryptography;
using System.Text;
using Grains.Outcomes;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>The <c>Idempotency-Key</c> header, which names a request so that repeating it has no further effect.</summary>
internal sealed record IdempotencyKey(string? Value)
{
    private const int MaxLength = 200;

    public static Outcome<IdempotencyKey> Of(HttpRequest request)
    {
        var value = request.Headers["Idempotency-Key"].ToString().Trim();
        return value.Length <= MaxLength
            ? new IdempotencyKey(value.Length == 0 ? null : value)
            : Refusal.Invalid("request.invalid", "Idempotency-Key", $"At most {MaxLength} characters are allowed.");
    }

    /// <summary>The same id for the same user and key; a random one without a key.</summary>
    public Guid NewId(Guid userId) => Value is null
        ? Guid.NewGuid()
        : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId:N}|{Value}")).AsSpan(0, 16));
}
