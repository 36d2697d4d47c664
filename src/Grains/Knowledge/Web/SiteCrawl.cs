using Grains.Egress;
using Grains.Outcomes;

namespace Grains.Knowledge.Web;

/// <summary>One crawl: from a page to what it leads to on the same host, breadth first, within the settings' bounds.</summary>
internal sealed class SiteCrawl(CrawlOrder order, WebFetcher fetcher, WebPageReader reader, KnowledgeOptions options, TimeProvider clock)
{
    /// <summary>Tries of the page that was asked for, while its failure may pass.</summary>
    private const int Attempts = 3;

    /// <summary>Pages that are remembered to be read; sites that lead to more are cut.</summary>
    private const int MaxWaiting = 5_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Queue<(Uri Url, int Depth)> waiting = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly CrawledSite site = new();
    private long bytes;

    /// <exception cref="DocumentRejectedException">The page that was asked for cannot be read; others are passed over.</exception>
    public async Task<CrawledSite> RunAsync(CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var host = await ReadFirstAsync(cancel);
        while (waiting.TryDequeue(out var next) && site.Count < options.CrawlPages && bytes < options.CrawlBytes)
        {
            if (clock.GetElapsedTime(began) >= TimeSpan.FromSeconds(options.CrawlSeconds)) break;
            if ((await fetcher.GetAsync(next.Url, host, cancel)).IsRefused(out _, out var answer)) continue;
            try
            {
                await TakeAsync(answer, next.Depth, cancel);
            }
            catch (DocumentRejectedException)
            {
                // One page that cannot be read does not spoil the others.
            }
        }

        return site;
    }

    /// <summary>Answers where the page really was: its host is the one that the crawl stays on.</summary>
    private async Task<Uri> ReadFirstAsync(CancellationToken cancel)
    {
        var first = await FetchFirstAsync(cancel);
        seen.Add(CanonicalUrl.Of(order.Url).AbsoluteUri);
        if (!await TakeAsync(first, 1, cancel))
            throw new DocumentRejectedException("document.no_text", "This page holds no text.");
        return first.Url;
    }

    private async Task<OutboundAnswer> FetchFirstAsync(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!(await fetcher.GetAsync(order.Url, site: null, cancel)).IsRefused(out var refusal, out var answer))
                return answer;
            if (refusal.Kind != RefusalKind.Unavailable || attempt == Attempts)
                throw new DocumentRejectedException(refusal.Code, refusal.Message);

            var wait = refusal.RetryAfter ?? TimeSpan.FromSeconds(options.CrawlDelaySeconds * (2 << attempt));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, cancel);
        }
    }

    /// <summary>False where there was nothing new in it.</summary>
    private async Task<bool> TakeAsync(OutboundAnswer answer, int depth, CancellationToken cancel)
    {
        bytes += answer.Body.Length;
        var page = await reader.ReadAsync(answer, order.IncludeLinks, cancel);

        // A page may have been read under another of its addresses.
        seen.Add(CanonicalUrl.Of(answer.Url).AbsoluteUri);
        seen.Add(page.Url.AbsoluteUri);
        if (!read.Add(page.Url.AbsoluteUri)) return false;
        if (depth < order.Depth)
            Follow(page, answer.Url, depth + 1);
        return site.Add(page);
    }

    private void Follow(ReadWebPage page, Uri from, int depth)
    {
        foreach (var link in page.Links)
        {
            if (waiting.Count >= MaxWaiting) return;
            var url = CanonicalUrl.Of(link);
            if (CanonicalUrl.IsSameSite(from, url) && MayBeText(url) && seen.Add(url.AbsoluteUri))
                waiting.Enqueue((url, depth));
        }
    }

    /// <summary>What its name says to be a picture, a film, a package or a part of a page is not asked for.</summary>
    private static bool MayBeText(Uri url) => Path.GetExtension(url.AbsolutePath).ToLowerInvariant() is not (
        ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp" or ".avif" or ".svg" or ".ico" or ".bmp" or ".tif" or ".tiff"
        or ".mp3" or ".mp4" or ".webm" or ".ogg" or ".wav" or ".avi" or ".mov" or ".mkv" or ".flac"
        or ".zip" or ".gz" or ".tgz" or ".bz2" or ".xz" or ".7z" or ".rar" or ".tar" or ".exe" or ".dmg" or ".iso" or ".apk" or ".deb" or ".rpm"
        or ".css" or ".js" or ".mjs" or ".json" or ".xml" or ".rss" or ".atom" or ".woff" or ".woff2" or ".ttf" or ".eot"
        or ".doc" or ".docx" or ".xls" or ".xlsx" or ".ppt" or ".pptx" or ".csv");
}
