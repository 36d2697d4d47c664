using Microsoft.Extensions.DependencyInjection;

namespace Grains.Testing;

/// <summary>In what a test's product differs from the one that users start.</summary>
public sealed record ProductSetup
{
    /// <summary>Settings by their full names, such as <c>Limits:marketplace.calls:Permits</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A clock of the test's own, such as <see cref="ManualTimeProvider"/>.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Replaces services after all are registered.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Production unless a test is about another.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>By default what <c>GRAINS_TEST_STORAGE</c> says, so that the whole suite runs on either; SQLite where it says nothing.</summary>
    public ProductStorage Storage { get; init; } =
        Enum.TryParse<ProductStorage>(System.Environment.GetEnvironmentVariable("GRAINS_TEST_STORAGE"), out var chosen) ? chosen : ProductStorage.Sqlite;

    public string Urls { get; init; } = "http://127.0.0.1:0";
}
