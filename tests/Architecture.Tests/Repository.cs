namespace Architecture.Tests;

/// <summary>The checked-out tree that the tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Source files below a folder, without what builds leave there.</summary>
    public static IEnumerable<string> SourcesBelow(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>
    /// Compares a checked-in file with what the code says it should be; with GRAINS_UPDATE_DOCS=1 it is written instead.
    /// </summary>
    public static void AssertCurrent(string file, string content)
    {
        var path = Path.Combine(Root, file);
        if (Environment.GetEnvironmentVariable("GRAINS_UPDATE_DOCS") == "1") File.WriteAllText(path, content);
        var stored = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(stored == content, $"{file} is not current: run GRAINS_UPDATE_DOCS=1 dotnet test tests/Architecture.Tests and look at the difference.");
    }

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Grains.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
