using System.Collections.Immutable;

namespace Grains.Accounts;

/// <summary>A mailed token, as the account keeps it.</summary>
/// <param name="Hash">SHA-256, hex, of its secret.</param>
[GenerateSerializer, Immutable, Alias("accounts.mailed-secret")]
internal sealed record MailedSecret(
    [property: Id(0)] TokenPurpose Purpose,
    [property: Id(1)] string Hash,
    [property: Id(2)] DateTimeOffset ExpiresAt);

/// <summary>Pure changes of an account's mailed tokens. A mail that is sent again brings another token; the one before stays good, as it may have arrived.</summary>
internal static class MailedSecrets
{
    /// <summary>So many unused ones of a purpose; one more takes the place of the oldest.</summary>
    private const int MostOfAPurpose = 5;

    public static ImmutableArray<MailedSecret> Add(ImmutableArray<MailedSecret> secrets, MailedSecret added, DateTimeOffset now)
    {
        var good = secrets.RemoveAll(secret => secret.ExpiresAt <= now);
        var same = good.Where(secret => secret.Purpose == added.Purpose).ToList();
        return good.RemoveRange(same.Take(Math.Max(0, same.Count + 1 - MostOfAPurpose))).Add(added);
    }

    public static bool IsGood(AccountState state, TokenPurpose purpose, string secret, DateTimeOffset now)
    {
        foreach (var known in state.MailedSecrets)
        {
            if (known.Purpose == purpose && known.ExpiresAt > now && Secrets.Matches(secret, known.Hash)) return true;
        }

        return purpose == TokenPurpose.VerifyEmail && state.VerificationHash is { } old && Secrets.Matches(secret, old);
    }

    /// <summary>The address is proven, and nothing is left that could prove it again.</summary>
    public static AccountState Proven(AccountState state, DateTimeOffset now) => state with
    {
        EmailVerifiedAt = state.EmailVerifiedAt ?? now,
        VerificationHash = null,
        MailedSecrets = state.MailedSecrets.RemoveAll(static secret => secret.Purpose == TokenPurpose.VerifyEmail),
    };
}
