using System.Diagnostics.CodeAnalysis;

namespace Grains.Accounts;

/// <summary>
/// What a mail carries to prove that whoever has it reads the account's mail: whose it is, and a secret that is good once. Printed as 96
/// hexadecimal digits; the account keeps a hash of the secret.
/// </summary>
[GenerateSerializer, Immutable, Alias("accounts.mailed-token")]
public sealed record MailedToken([property: Id(0)] Guid UserId, [property: Id(1)] string Secret)
{
    private const int IdLength = 32;
    private const int SecretLength = 64;

    /// <param name="text">What <see cref="Print"/> wrote; anything else, of any length, is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailedToken? token)
    {
        token = null;
        if (text is not { Length: IdLength + SecretLength } || !text.All(char.IsAsciiHexDigitLower)) return false;
        token = new MailedToken(Guid.ParseExact(text.AsSpan(0, IdLength), "N"), text[IdLength..]);
        return true;
    }

    public string Print() => $"{UserId:N}{Secret}";

    /// <summary>Names the type alone: the secret belongs in no log.</summary>
    public override string ToString() => nameof(MailedToken);
}

/// <summary>What a mailed token is good for.</summary>
[GenerateSerializer, Alias("accounts.token-purpose")]
public enum TokenPurpose
{
    VerifyEmail = 0,
    ResetPassword = 1,
}

/// <summary>A token that was made for a mail, and whom the mail goes to.</summary>
/// <param name="Lifetime">How long the token is good.</param>
[GenerateSerializer, Immutable, Alias("accounts.issued-token")]
public sealed record IssuedToken(
    [property: Id(0)] MailedToken Token,
    [property: Id(1)] string Email,
    [property: Id(2)] string FullName,
    [property: Id(3)] TimeSpan Lifetime)
{
    public override string ToString() => nameof(IssuedToken);
}
