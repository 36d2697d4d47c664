namespace Micro;

/// <summary>A folder for a scenario's data, gone with it. <c>TMPDIR</c> decides on which disk: one in memory would make syncs free.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("grains-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
