using Grains.Outcomes;

namespace Grains.Accounts;

/// <summary>Erases one user: the intention is on disk before anything is done, and a reminder goes on with it until nothing is left.</summary>
[Alias("accounts.erasure")]
public interface IErasureGrain : IGrainWithStringKey
{
    /// <summary>
    /// Ends all sign-ins at once, then removes or anonymises what every feature keeps of the user, frees the address and says what was done.
    /// Refused where there is no such account or the password is wrong. Repeating it goes on.
    /// </summary>
    [Alias("erase"), ResponseTimeout("00:02:00"), Repeatable]
    Task<Outcome<ErasureReport>> EraseAsync(EraseAccount command, CancellationToken cancel);
}
