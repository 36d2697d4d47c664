namespace Drills.Tests.Harness;

/// <summary>Programs of the system that some drills inject their faults with.</summary>
internal static class Tool
{
    public const string Strace = "strace";

    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
