using System.Globalization;

namespace Micro;

/// <summary>How long and how often the loops of a scenario run; a figure is the median of its rounds.</summary>
/// <param name="Round">Of each loop.</param>
/// <param name="Rounds">The loops of a scenario take turns, so that a change of the machine's load meets all of them.</param>
/// <param name="Only">Loops whose name holds this text; empty for all.</param>
/// <param name="Callers">Who wait at once, where a scenario does not say otherwise.</param>
/// <param name="Think">CPU that a caller uses between two durable operations, as a server does that has more to do than to store.</param>
internal sealed record Pace(TimeSpan Round, int Rounds, string Only, int Callers, TimeSpan Think)
{
    /// <summary>Takes <c>--seconds 3</c>, <c>--rounds 5</c>, <c>--only turn</c>, <c>--callers 64</c> and <c>--think 0</c> (µs) out of a command line.</summary>
    public static Pace Of(string[] args) => new(
        TimeSpan.FromSeconds(Number(args, "--seconds", 3)),
        Math.Max(1, (int)Number(args, "--rounds", 5)),
        Find(args, "--only") ?? "",
        Math.Max(1, (int)Number(args, "--callers", 64)),
        TimeSpan.FromMicroseconds(Number(args, "--think", 0)));

    private static double Number(string[] args, string name, double otherwise) =>
        Find(args, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Find(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
