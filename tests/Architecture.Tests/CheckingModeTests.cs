namespace Architecture.Tests;

/// <summary>Every test project runs with the engine's checking mode on; <c>tests/Directory.Build.props</c> sees to it.</summary>
public sealed class CheckingModeTests
{
    private const string Switch = "Orleans.Embedded.CheckMessages";

    [Fact]
    public void It_is_on_in_a_test_project_that_says_nothing_about_it() =>
        Assert.True(AppContext.TryGetSwitch(Switch, out var on) && on);

    [Fact]
    public void No_test_project_has_settings_of_its_own_that_would_hide_those_of_all()
    {
        var own = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests"))
            .Where(project => File.Exists(Path.Combine(project, "Directory.Build.props")))
            .Select(project => Path.GetFileName(project));

        Assert.Empty(own);
    }

    [Fact]
    public void No_test_project_switches_it_off()
    {
        var off = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains(Switch, StringComparison.Ordinal))
            .Select(project => Path.GetFileName(project));

        Assert.Empty(off);
    }
}
