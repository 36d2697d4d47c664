namespace Architecture.Tests;

public sealed class SourceTests
{
    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var longFiles = Repository.SourcesBelow("src").Concat(Repository.SourcesBelow("tests"))
            .Where(file => File.ReadLines(file).Count() > 300)
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Empty(longFiles);
    }

    [Theory]
    [InlineData("src/Grains.Abstractions", "Grains")]
    [InlineData("src/Grains", "Grains")]
    [InlineData("src/Silo", "Silo")]
    [InlineData("src/WebFront", "WebFront")]
    public void A_namespace_is_its_folder(string project, string root)
    {
        var strays =
            from file in Repository.SourcesBelow(project)
            let folder = Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Repository.Root, project), file))!
            let expected = folder.Length == 0 ? root : $"{root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
            let declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null && declared != $"namespace {expected};"
            select $"{Path.GetRelativePath(Repository.Root, file)}: {declared}";

        Assert.Empty(strays);
    }

    [Fact]
    public void No_surface_uses_the_types_of_another()
    {
        var surfaces = Directory.GetDirectories(Path.Combine(Repository.Root, "src/WebFront/Surfaces")).Select(path => Path.GetFileName(path)!).ToArray();

        var crossings =
            from surface in surfaces
            from file in Repository.SourcesBelow($"src/WebFront/Surfaces/{surface}")
            from other in surfaces
            where other != surface && other != "Shared"
            where File.ReadAllText(file).Contains($"WebFront.Surfaces.{other}", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses {other}";

        Assert.Contains("Marketplace", surfaces);
        Assert.Empty(crossings);
    }
}
