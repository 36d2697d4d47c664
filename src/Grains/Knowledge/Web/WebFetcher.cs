using System.Text;
using Grains.Egress;
using Grains.Outcomes;

namespace Grains.Knowledge.Web;

/// <summary>Gets single pages politely: as robots.txt allows, at the host's pace, with a name of our own. Keeps the robots.txt of one crawl.</summary>
internal sealed class WebFetcher(IOutboundDoor door, HostPace pace, KnowledgeOptions options)
{
    /// <summary>The product token that robots.txt may name.</summary>
    public const string CrawlerName = "GrainsBot";

    private const string UserAgent = $"{CrawlerName}/1.0 (reads pages that their owners add to a knowledge base)";
    private const int MaxHops = 5;

    /// <summary>Sites that ask for more are waited for no longer than this.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, RobotsRules> robots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A page after its redirects, each of which has to be allowed too.</summary>
    /// <param name="site">Where redirects have to stay; null for anywhere.</param>
    public async Task<Outcome<OutboundAnswer>> GetAsync(Uri url, Uri? site, CancellationToken cancel)
    {
        for (var hops = 0; hops <= MaxHops; hops++)
        {
            if (site is not null && !CanonicalUrl.IsSameSite(site, url))
                return WebRefusals.OtherHost;
            if ((await RobotsAsync(url, cancel)).IsRefused(out var unknown, out var rules))
                return unknown;
            if (!rules.Allows(url))
                return WebRefusals.Robots;

            await pace.WaitAsync(url.Authority, DelayOf(rules), cancel);
            if ((await door.SendAsync(Request(url, options.CrawlPageBytes), cancel)).IsRefused(out var refusal, out var answer))
                return refusal;
            if (answer.Location is null)
                return answer.IsSuccess ? answer : WebRefusals.Status(answer.Status, answer.RetryAfter);
            url = answer.Location;
        }

        return EgressRefusals.TooManyRedirects;
    }

    private static OutboundRequest Request(Uri url, int maxBytes, double seconds) =>
        new(HttpMethod.Get, url, TimeSpan.FromSeconds(seconds), maxBytes)
        {
            UserAgent = UserAgent,
            Accept = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1",
        };

    private OutboundRequest Request(Uri url, int maxBytes) => Request(url, maxBytes, options.CrawlPageSeconds);

    private TimeSpan DelayOf(RobotsRules rules)
    {
        var own = TimeSpan.FromSeconds(options.CrawlDelaySeconds);
        return rules.Delay is { } asked && asked > own ? (asked < LongestDelay ? asked : LongestDelay) : own;
    }

    /// <summary>RFC 9309, 2.3.1: what is not there forbids nothing; what cannot be asked forbids all.</summary>
    private async Task<Outcome<RobotsRules>> RobotsAsync(Uri url, CancellationToken cancel)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        if (robots.TryGetValue(origin, out var known))
            return known;

        var request = Request(new Uri($"{origin}/robots.txt", UriKind.Absolute), RobotsRules.MaxBytes) with { MaxRedirects = MaxHops, CutsLongAnswer = true };
        var asked = await door.SendAsync(request, cancel);
        if (asked.Refusal == EgressRefusals.TooManyRedirects)
            return robots[origin] = RobotsRules.AllowAll;
        if (asked.IsRefused(out var refusal, out var answer))
            return refusal;
        if (answer.Status >= 500)
            return WebRefusals.RobotsFailed;
        return robots[origin] = answer.IsSuccess ? RobotsRules.Parse(Encoding.UTF8.GetString(answer.Body.Span), CrawlerName) : RobotsRules.AllowAll;
    }
}
