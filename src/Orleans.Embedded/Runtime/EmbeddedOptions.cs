using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Settings of the engine that Orleans does not have.</summary>
internal sealed class EmbeddedOptions
{
    /// <summary>
    /// Round-trips every argument and result through the annotations of its type, so that neither a shared object nor a missing
    /// annotation can hide. On in tests: set the switch or the environment variable named in <see cref="CheckSwitch"/>.
    /// </summary>
    public bool CheckMessages { get; set; } =
        (AppContext.TryGetSwitch(CheckSwitch, out var on) && on)
        || Environment.GetEnvironmentVariable("ORLEANS_EMBEDDED_CHECK_MESSAGES") is "1" or "true";

    /// <summary>How often deadlines and idle times are looked at.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stopping host waits for running requests, before it ends activations all the same.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public const string CheckSwitch = "Orleans.Embedded.CheckMessages";
}

/// <summary>An assembly with grains that is not found by reference.</summary>
internal sealed record GrainAssembly(Assembly Assembly);
