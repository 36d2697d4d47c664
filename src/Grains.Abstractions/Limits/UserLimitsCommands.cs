using System.Collections.Immutable;

namespace Grains.Limits;

/// <param name="SignInId">The sign-in (refresh token family) that the caller's token belongs to.</param>
/// <param name="Limits">Names of the limits that the call counts in, such as <c>marketplace.calls</c>, <c>marketplace.messages</c>.</param>
[GenerateSerializer, Immutable, Alias("limits.admit-call")]
public sealed record AdmitCall(
    [property: Id(0)] string SignInId,
    [property: Id(1)] ImmutableArray<string> Limits);

/// <param name="Limits">The limits that the call need not have counted in, as nothing came of it.</param>
/// <param name="Shown">The limits whose state is asked for.</param>
[GenerateSerializer, Immutable, Alias("limits.give-back")]
public sealed record GiveBack(
    [property: Id(0)] ImmutableArray<string> Limits,
    [property: Id(1)] ImmutableArray<string> Shown);

/// <param name="SignInIds">The sign-ins that ended; empty for all of the user's.</param>
[GenerateSerializer, Immutable, Alias("limits.revoke-sign-ins")]
public sealed record RevokeSignIns([property: Id(0)] ImmutableArray<string> SignInIds);

[GenerateSerializer, Immutable, Alias("limits.hold-socket")]
public sealed record HoldSocket([property: Id(0)] string SignInId);

[GenerateSerializer, Immutable, Alias("limits.issue-ticket")]
public sealed record IssueTicket([property: Id(0)] string SignInId);

/// <param name="Secret">The part of the ticket that only its holder knows.</param>
[GenerateSerializer, Immutable, Alias("limits.redeem-ticket")]
public sealed record RedeemTicket([property: Id(0)] string Secret)
{
    public override string ToString() => nameof(RedeemTicket);
}
