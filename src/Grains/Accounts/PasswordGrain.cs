using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Grains.Accounts;

/// <summary>As many at once as there are processors: hashing is all computation, and more of it at a time only slows the rest.</summary>
[StatelessWorker]
internal sealed class PasswordGrain : Grain, IPasswordGrain
{
    /// <summary>Identity's hasher wants a user to hash for and does nothing with it.</summary>
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher;
    private readonly string decoy;

    public PasswordGrain(IOptions<AccountOptions> options)
    {
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions
        {
            CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3,
            IterationCount = options.Value.PasswordIterations,
        }));
        decoy = Decoy(options.Value.PasswordIterations);
    }

    public Task<string> HashAsync(string password, CancellationToken cancel) => Task.FromResult(hasher.HashPassword(Nobody, password));

    public Task<PasswordVerdict> VerifyAsync(string? hash, string password, CancellationToken cancel)
    {
        var verdict = hasher.VerifyHashedPassword(Nobody, hash ?? decoy, password);
        return Task.FromResult(verdict switch
        {
            _ when hash is null => PasswordVerdict.Wrong,
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButWeak,
            _ => PasswordVerdict.Wrong,
        });
    }

    /// <summary>A hash that no password has, in Identity's version 3 form; to verify against it costs what a real one does.</summary>
    private static string Decoy(int iterations)
    {
        const int HmacSha512 = 2;
        const int SaltBytes = 16;
        const int HeaderBytes = 13;
        const int KeyBytes = 32;
        var hash = RandomNumberGenerator.GetBytes(HeaderBytes + SaltBytes + KeyBytes);
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltBytes);
        return Convert.ToBase64String(hash);
    }
}
