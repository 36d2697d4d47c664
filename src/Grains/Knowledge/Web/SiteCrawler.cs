using Grains.Egress;
using Microsoft.Extensions.Options;

namespace Grains.Knowledge.Web;

/// <summary>Reads pages of the web, a few crawls at once in one silo.</summary>
internal sealed class SiteCrawler(
    IOutboundDoor door, HostPace pace, WebPageReader reader, IOptions<KnowledgeOptions> options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.Crawls);

    /// <exception cref="DocumentRejectedException">The page that was asked for cannot be read.</exception>
    public async Task<CrawledSite> CrawlAsync(CrawlOrder order, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            var fetcher = new WebFetcher(door, pace, options.Value);
            return await new SiteCrawl(order, fetcher, reader, options.Value, clock).RunAsync(cancel);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
