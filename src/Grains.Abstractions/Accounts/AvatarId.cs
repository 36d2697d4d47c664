using System.Security.Cryptography;

namespace Grains.Accounts;

/// <summary>A picture's id: 128 bits of the SHA-256 of whose it is and what is in it, so that the same address always shows the same.</summary>
public static class AvatarId
{
    private const int Length = 32;

    public static string Of(Guid userId, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(userId.ToByteArray());
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Length / 2));
    }

    public static bool IsValid(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);
}
