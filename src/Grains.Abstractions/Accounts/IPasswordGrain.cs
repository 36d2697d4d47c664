namespace Grains.Accounts;

/// <summary>Hashes and verifies passwords: a pool of workers per silo, so that costly hashing holds up nobody's turn.</summary>
[Alias("accounts.password")]
public interface IPasswordGrain : IGrainWithStringKey
{
    [Alias("hash")]
    Task<string> HashAsync(string password, CancellationToken cancel);

    /// <param name="hash">Null where there is no account: takes as long and is always wrong.</param>
    [Alias("verify")]
    Task<PasswordVerdict> VerifyAsync(string? hash, string password, CancellationToken cancel);
}

[GenerateSerializer, Alias("accounts.password-verdict")]
public enum PasswordVerdict
{
    Wrong = 0,
    Right = 1,

    /// <summary>Right, but hashed with fewer rounds than are set now.</summary>
    RightButWeak = 2,
}
