using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Grains.Accounts;

/// <summary>
/// A refresh token: whose it is, which sign-in it continues, and a secret that only its holder has. Printed as 64 bytes of
/// base64url; the account keeps a hash of the secret.
/// </summary>
[GenerateSerializer, Immutable, Alias("accounts.refresh-token")]
public sealed record RefreshToken(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string SignInId,
    [property: Id(2)] string Secret)
{
    private const int IdBytes = 16;
    private const int SecretBytes = 32;
    private const int AllBytes = IdBytes + IdBytes + SecretBytes;

    /// <param name="text">What <see cref="Print"/> wrote; anything else, of any length, is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[AllBytes];
        if (text is not { Length: <= 2 * AllBytes }
            || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
            || length != AllBytes)
        {
            return false;
        }

        token = new RefreshToken(
            new Guid(bytes[..IdBytes]),
            Convert.ToHexStringLower(bytes.Slice(IdBytes, IdBytes)),
            Convert.ToHexStringLower(bytes[(IdBytes + IdBytes)..]));
        return true;
    }

    /// <summary>The text that the client keeps.</summary>
    public string Print()
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        UserId.TryWriteBytes(bytes);
        Convert.FromHexString(SignInId, bytes.Slice(IdBytes, IdBytes), out _, out _);
        Convert.FromHexString(Secret, bytes[(IdBytes + IdBytes)..], out _, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Names the type alone: the secret belongs in no log.</summary>
    public override string ToString() => nameof(RefreshToken);
}
