namespace Drills.Tests.Harness;

/// <summary>With what a drill's server is started.</summary>
/// <param name="Settings">Beside those that all drills share, which they override.</param>
internal sealed record ServerSetup(params IReadOnlyList<(string Name, string Value)> Settings)
{
    /// <summary>What an account begins with, in USD.</summary>
    public const decimal Grant = 1_000m;

    /// <summary>A data folder that was there before and stays; null for a new one that goes with the drill.</summary>
    public string? Data { get; init; }

    /// <summary>A command that starts the server's own, such as one that gives it a small disk; it gets the data folder.</summary>
    public Func<string, string[]> Wrapper { get; init; } = _ => [];

    public IReadOnlyDictionary<string, string> All
    {
        get
        {
            var all = new Dictionary<string, string>
            {
                ["Limits:attempts.address:Permits"] = "1000000",
                ["Limits:marketplace.calls:Permits"] = "1000000",
                ["Limits:marketplace.messages:Permits"] = "1000000",
                ["Limits:marketplace.uploads:Permits"] = "1000000",
                ["Limits:marketplace.sockets:Permits"] = "1000",
                ["Wallets:SandboxBalance"] = Grant.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Accounts:PasswordIterations"] = "1000",
                ["Seed:Demo"] = "false",
            };
            foreach (var (name, value) in Settings) all[name] = value;
            return all;
        }
    }

    /// <summary>The model that streams the question back, so fast or slow.</summary>
    public static (string Name, string Value)[] Echo(double tokensPerSecond) =>
    [
        ("Models:Default", "echo"),
        ("Models:Echo:Enabled", "true"),
        ("Models:Echo:TokensPerSecond", tokensPerSecond.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
