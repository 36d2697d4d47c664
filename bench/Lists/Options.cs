using System.Globalization;
using Grains.Testing;

namespace Lists;

/// <param name="Requests">Measured requests of each question, after as many that are not.</param>
/// <param name="Data">Where the data stays for another run; null for a folder that goes with this one.</param>
internal sealed record Options(int Clones, int Sessions, int Requests, string? Data)
{
    /// <summary>The product as it is started, but for limits that a measurement would run into.</summary>
    public static ProductSetup Setup { get; } = new()
    {
        Storage = ProductStorage.Sqlite,
        Settings = new Dictionary<string, string?>
        {
            ["Limits:marketplace.calls:Permits"] = "1000000",
            ["Logging:LogLevel:Default"] = "Warning",
        },
    };

    public static Options Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(static pair => pair[0], static pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        return new Options(Number("--clones", 10_000), Number("--sessions", 100_000), Number("--requests", 200), given.GetValueOrDefault("--data"));

        int Number(string name, int otherwise) =>
            given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
