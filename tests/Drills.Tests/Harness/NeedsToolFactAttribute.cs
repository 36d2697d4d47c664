namespace Drills.Tests.Harness;

/// <summary>A drill that needs a program of the system; without it, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsToolFactAttribute : FactAttribute
{
    public NeedsToolFactAttribute(string tool)
    {
        if (!Tool.Exists(tool)) Skip = $"{tool} is not on the path; install it to inject this drill's faults.";
    }
}
