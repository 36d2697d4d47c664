using System.Globalization;

namespace Simulation.Tests.Engine;

/// <summary>
/// What happened in one schedule, in order: always as a hash, and as lines where somebody wants to read it. Two runs of a seed have
/// the same trace, or the simulation is not deterministic.
/// </summary>
internal sealed class Trace(bool isKept)
{
    private const ulong Prime = 0x100000001B3;

    private readonly List<string> lines = [];
    private ulong hash = 0xCBF29CE484222325;

    public bool IsKept => isKept;

    public ulong Hash => hash;

    public IReadOnlyList<string> Lines => lines;

    /// <summary>A step that is too frequent for a line.</summary>
    public void Mark(long what)
    {
        for (var shift = 0; shift < 64; shift += 16) hash = unchecked((hash ^ ((ulong)what >> shift & 0xFFFF)) * Prime);
    }

    public void Say(TimeSpan at, string what, string details)
    {
        Mark(at.Ticks);
        foreach (var letter in what) hash = unchecked((hash ^ letter) * Prime);
        if (isKept) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds,12:0.000000}  {what}{details}"));
    }

    /// <summary>A line that only explains: it is not part of the hash.</summary>
    public void Explain(TimeSpan at, string what)
    {
        if (isKept) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds,12:0.000000}    {what}"));
    }
}
