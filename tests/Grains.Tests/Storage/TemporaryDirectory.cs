namespace Grains.Tests.Storage;

internal static class TemporaryDirectory
{
    public static string Create() => Directory.CreateTempSubdirectory("grains-").FullName;
}
