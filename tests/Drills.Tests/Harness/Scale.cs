namespace Drills.Tests.Harness;

/// <summary>How large the drills are: short by default, as CI runs them, and full with <c>DRILLS=full</c> in the environment.</summary>
internal static class Scale
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("DRILLS") == "full";

    public static T Of<T>(T brief, T full) => IsFull ? full : brief;
}
