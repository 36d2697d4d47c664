using System.Collections.Immutable;

namespace Grains.Accounts;

/// <summary>Pure changes of an account's list of sign-ins.</summary>
internal static class SignIns
{
    /// <summary>Adds one; what has expired and what is too many by then, oldest first, ends.</summary>
    public static ImmutableArray<SignIn> Open(ImmutableArray<SignIn> signIns, SignIn added, int max, DateTimeOffset now)
    {
        var good = signIns.RemoveAll(signIn => signIn.ExpiresAt <= now);
        return good.RemoveRange(0, Math.Max(0, good.Length + 1 - max)).Add(added);
    }

    public static SignIn? Find(this ImmutableArray<SignIn> signIns, string id)
    {
        foreach (var signIn in signIns)
        {
            if (signIn.Id == id) return signIn;
        }

        return null;
    }

    /// <summary>The ids that were in the one and are not in the other.</summary>
    public static ImmutableArray<string> Ended(ImmutableArray<SignIn> before, ImmutableArray<SignIn> after) =>
        [.. before.Where(signIn => after.Find(signIn.Id) is null).Select(signIn => signIn.Id)];
}
