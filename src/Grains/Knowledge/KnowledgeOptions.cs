using System.ComponentModel.DataAnnotations;

namespace Grains.Knowledge;

/// <summary>The <c>Knowledge</c> section of the settings.</summary>
internal sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>The longest file, in bytes; at least 1. 100 MiB as documented.</summary>
    [Range(1, 1L << 31)]
    public long MaxFileBytes { get; set; } = 100L << 20;

    /// <summary>Documents that one account keeps over all its clones.</summary>
    [Range(1, 1_000_000)]
    public int MaxDocuments { get; set; } = 1_000;

    /// <summary>Bytes of files that one account keeps over all its clones.</summary>
    [Range(1, 1L << 50)]
    public long MaxBytes { get; set; } = 2L << 30;

    /// <summary>Documents that are read at once in one silo.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Seconds after which reading one document is given up.</summary>
    [Range(0.1, 3_600)]
    public double ReadSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks for documents whose ingestion has died.</summary>
    [Range(0.1, 3_600)]
    public double RecoverySeconds { get; set; } = 30;

    /// <summary>Pages that one URL may lead to.</summary>
    [Range(1, 1_000)]
    public int CrawlPages { get; set; } = 50;

    /// <summary>Bytes of one page or file of the web, unpacked.</summary>
    [Range(1_024, 1 << 28)]
    public int CrawlPageBytes { get; set; } = 5 << 20;

    /// <summary>Bytes of all that one URL leads to, unpacked.</summary>
    [Range(1_024, 1L << 32)]
    public long CrawlBytes { get; set; } = 25L << 20;

    /// <summary>Seconds that one page may take to come.</summary>
    [Range(0.1, 120)]
    public double CrawlPageSeconds { get; set; } = 10;

    /// <summary>Seconds after which no further page of a URL is asked for.</summary>
    [Range(1, 3_600)]
    public double CrawlSeconds { get; set; } = 300;

    /// <summary>Seconds between two requests to one host; a site may ask for up to 30.</summary>
    [Range(0, 30)]
    public double CrawlDelaySeconds { get; set; } = 0.5;

    /// <summary>URLs that are read at once in one silo.</summary>
    [Range(1, 64)]
    public int Crawls { get; set; } = 4;

    /// <summary>Megabytes of indexes that one silo keeps in memory; the least recently searched go first.</summary>
    [Range(1, 1_000_000)]
    public int IndexMegabytes { get; set; } = 512;
}
