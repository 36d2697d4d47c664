using System.ComponentModel.DataAnnotations;

namespace Grains.Exports;

/// <summary>Settings of exports, section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>How long an export can be downloaded; then it is removed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How often expired exports are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages that an export holds at most: of a longer transcript the first fifth of so many and the last four, and it says so.</summary>
    [Range(10, 100_000)]
    public int MaxMessages { get; set; } = 5_000;

    /// <summary>
    /// TrueType font files (.ttf) for what is not written in Latin letters, first ones first; none named, those are used that systems commonly have, such as
    /// DejaVu Sans. Scripts that need shaping (Arabic, Indic) are set letter by letter.
    /// </summary>
    public IReadOnlyList<string> Fonts { get; init; } = new List<string>();

    /// <summary>Exports of one user that can be downloaded at the same time.</summary>
    [Range(1, 10_000)]
    public int MaxPerUser { get; set; } = 50;
}
