using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Limits;

/// <param name="Role">The account's role now, whatever the token says.</param>
/// <param name="Windows">The state of each limit that the call counted in, after it.</param>
[GenerateSerializer, Immutable, Alias("limits.admission-view")]
public sealed record AdmissionView(
    [property: Id(0)] Role Role,
    [property: Id(1)] ImmutableArray<LimitWindow> Windows);

/// <param name="Remaining">Calls left now.</param>
/// <param name="ResetsAt">When the window has all its room again.</param>
[GenerateSerializer, Immutable, Alias("limits.window")]
public sealed record LimitWindow(
    [property: Id(0)] string Name,
    [property: Id(1)] int Limit,
    [property: Id(2)] int Remaining,
    [property: Id(3)] DateTimeOffset ResetsAt);

[GenerateSerializer, Immutable, Alias("limits.socket-notice")]
public abstract record SocketNotice;

[GenerateSerializer, Immutable, Alias("limits.socket-granted")]
public sealed record SocketGranted : SocketNotice;

[GenerateSerializer, Immutable, Alias("limits.socket-refused")]
public sealed record SocketRefused([property: Id(0)] Refusal Refusal) : SocketNotice;

[GenerateSerializer, Immutable, Alias("limits.socket-revoked")]
public sealed record SocketRevoked : SocketNotice;

/// <param name="Secret">256 random bits, in hexadecimal.</param>
/// <param name="Lifetime">How long it is good.</param>
[GenerateSerializer, Immutable, Alias("limits.socket-ticket")]
public sealed record SocketTicket([property: Id(0)] string Secret, [property: Id(1)] TimeSpan Lifetime)
{
    public override string ToString() => nameof(SocketTicket);
}

[GenerateSerializer, Immutable, Alias("limits.ticket-owner")]
public sealed record TicketOwner([property: Id(0)] string SignInId);
