namespace Load.Processes;

/// <summary>Where the build has left the product.</summary>
internal static class ProductFiles
{
    public static string WebFront()
    {
        var path = Path.Combine(Root(AppContext.BaseDirectory), "src/WebFront/bin/Release/net10.0/WebFront.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("Run with -c Release, which builds the product first.", path);
    }

    /// <summary>A fresh folder for one measurement, on the disk of the repository: a memory disk would make every sync free.</summary>
    public static string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(Root(AppContext.BaseDirectory), "artifacts", $"load-{Environment.ProcessId}-{Guid.NewGuid():N}")).FullName;

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Grains.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The program does not run inside the repository."));
}
