using System.ComponentModel.DataAnnotations;

namespace Grains.Summaries;

/// <summary>Settings of summaries, section <c>Summaries</c>.</summary>
public sealed class SummaryOptions
{
    /// <summary>Messages that a summary reads at most: of a longer transcript the first fifth of so many and the last four.</summary>
    [Range(10, 10_000)]
    public int MaxMessages { get; set; } = 400;

    /// <summary>Characters of the transcript that a language model is given at most.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxPromptCharacters { get; set; } = 60_000;

    /// <summary>The longest that a language model may take for a summary before the built-in method stands in.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromSeconds(90);
}
