using Grains.Outcomes;

namespace Grains.Knowledge.Web;

/// <summary>Why a page was not read, in words for the person who named it. Those that may pass are tried again.</summary>
internal static class WebRefusals
{
    public static Refusal Robots { get; } = No("web.robots_disallowed", "The site's robots.txt does not allow this page to be read.");

    public static Refusal OtherHost { get; } = No("web.other_host", "The page leads to another host.");

    public static Refusal UnsupportedType { get; } = No("web.unsupported_type", "The address leads to no web page, text or PDF.");

    public static Refusal RobotsFailed { get; } =
        new(RefusalKind.Unavailable, "web.robots_failed", "The site's robots.txt cannot be read now, so that nothing of it may be.");

    public static Refusal Status(int status, TimeSpan? retryAfter) => status switch
    {
        404 or 410 => No("web.not_found", "There is no such page."),
        401 or 402 or 403 or 407 or 451 => No("web.forbidden", "The site does not show this page to everybody."),
        408 or 429 or >= 500 => new Refusal(
            RefusalKind.Unavailable, "web.http_error", FormattableString.Invariant($"The site answered with status {status}.")) { RetryAfter = retryAfter },
        _ => No("web.http_error", FormattableString.Invariant($"The site answered with status {status}.")),
    };

    private static Refusal No(string code, string message) => Refusal.Invalid(code, "url", message);
}
