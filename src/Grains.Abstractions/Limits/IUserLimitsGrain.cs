using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Limits;

/// <summary>
/// One user's admission: whether the sign-in behind a call is still good, and whether the limits that the call counts in
/// have room. One call answers both. Windows are kept in memory and start anew with the process.
/// </summary>
[Alias("limits.user")]
public interface IUserLimitsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Admits a call or refuses it: <see cref="RefusalKind.Unauthenticated"/> for a sign-in that was ended,
    /// <see cref="RefusalKind.RateLimited"/> with the limit that bound. A refused call takes from no bucket.
    /// </summary>
    [Alias("admit"), Repeatable]
    Task<Outcome<AdmissionView>> AdmitAsync(AdmitCall command, CancellationToken cancel);

    /// <summary>Takes one call out of limits that it was counted in; answers how the limits stand then.</summary>
    [Alias("give-back")]
    Task<ImmutableArray<LimitWindow>> GiveBackAsync(GiveBack command, CancellationToken cancel);

    /// <summary>Ends sign-ins at once: the next call with one is refused and its open sockets are told.</summary>
    [Alias("revoke")]
    Task RevokeAsync(RevokeSignIns command, CancellationToken cancel);

    /// <summary>The user is gone: forgets what was counted. Answers of how many limits.</summary>
    [Alias("forget"), Repeatable]
    Task<int> ForgetAsync(CancellationToken cancel);

    /// <summary>Makes the account's new role count from the next call on.</summary>
    [Alias("change-role")]
    Task ChangeRoleAsync(Role role, CancellationToken cancel);

    /// <summary>A ticket that opens one socket within a minute, so that no lasting token has to stand in an address.</summary>
    [Alias("issue-ticket"), Repeatable]
    Task<SocketTicket> IssueTicketAsync(IssueTicket command, CancellationToken cancel);

    /// <summary>Takes a ticket back for the sign-in that it was issued to; each is good once.</summary>
    [Alias("redeem-ticket")]
    Task<Outcome<TicketOwner>> RedeemTicketAsync(RedeemTicket command, CancellationToken cancel);

    /// <summary>
    /// Holds one of the user's socket places for as long as the caller enumerates. The first notice says whether there
    /// was one (<see cref="SocketGranted"/> or <see cref="SocketRefused"/>); a later <see cref="SocketRevoked"/> says that the socket
    /// must close. Leaving the enumeration frees the place.
    /// </summary>
    [Alias("hold-socket")]
    IAsyncEnumerable<SocketNotice> HoldSocketAsync(HoldSocket command, CancellationToken cancel);
}
