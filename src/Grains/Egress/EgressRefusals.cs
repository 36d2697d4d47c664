using Grains.Outcomes;

namespace Grains.Egress;

/// <summary>
/// Why the server did not go where a user sent it. <see cref="RefusalKind.Invalid"/>: it never will; <see cref="RefusalKind.Unavailable"/>:
/// it may work another time. None tells what an inside address answered.
/// </summary>
internal static class EgressRefusals
{
    public static Refusal BadUrl { get; } = Invalid("egress.bad_url", "The URL must be an absolute http or https URL of at most 2,048 characters.");

    public static Refusal Credentials { get; } = Invalid("egress.credentials", "The URL must not hold a user name or password.");

    public static Refusal PortNotAllowed { get; } = Invalid("egress.port_not_allowed", "This port may not be used.");

    public static Refusal AddressNotPublic { get; } = Invalid("egress.address_not_public", "The host is not reachable on the public internet.");

    public static Refusal TooManyRedirects { get; } = Invalid("egress.too_many_redirects", "The server redirects too often.");

    public static Refusal BadRedirect { get; } = Invalid("egress.bad_redirect", "The server redirects to something that is no URL.");

    public static Refusal TooLarge { get; } = new(RefusalKind.TooLarge, "egress.too_large", "The server's answer is larger than allowed.");

    public static Refusal UnknownHost { get; } = new(RefusalKind.Unavailable, "egress.unknown_host", "There is no such host.");

    public static Refusal Unreachable { get; } = new(RefusalKind.Unavailable, "egress.unreachable", "The server cannot be reached.");

    public static Refusal Broken { get; } = new(RefusalKind.Unavailable, "egress.broken_answer", "The server's answer broke off or is not HTTP.");

    public static Refusal TimedOut { get; } = new(RefusalKind.Unavailable, "egress.timed_out", "The server did not answer in time.");

    private static Refusal Invalid(string code, string message) => Refusal.Invalid(code, "url", message);
}
