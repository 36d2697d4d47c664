using System.Globalization;

namespace Load;

/// <summary>The scenario's name and what was said beside it.</summary>
internal sealed record Options(string Name, IReadOnlyDictionary<string, string> Given)
{
    public int Seconds => Number("seconds", 8);

    public int WarmUp => Number("warm-up", 8);

    public int Runs => Number("runs", 3);

    public int Port => Number("port", 0);

    /// <summary>Whether the server keeps running after the measurement until a key is pressed, for a profiler.</summary>
    public bool Hold => Given.ContainsKey("hold");

    public int Number(string name, int otherwise) =>
        Given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name, string otherwise) => Given.GetValueOrDefault(name, otherwise);

    public static Options Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 1; at < args.Length; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal)) throw new ArgumentException($"'{args[at]}' is not an option.");
            var name = args[at][2..];
            given[name] = at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal) ? args[++at] : "";
        }

        return new Options(args.Length > 0 ? args[0] : "", given);
    }

    public static int Usage()
    {
        Console.Error.WriteLine("turns | streamed | paced | sockets | idle | floor   [--seconds 8] [--warm-up 8] [--runs 3] [--callers n]");
        return 2;
    }
}
