namespace Simulation.Tests.Engine;

/// <summary>A stream of random numbers that is the same on every machine and runtime for the same seed: SplitMix64.</summary>
internal sealed class Chance
{
    private readonly ulong seed;
    private ulong state;

    public Chance(ulong seed) => this.seed = state = seed;

    public ulong Next()
    {
        var z = state = unchecked(state + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>Another stream that does not depend on how much is taken from this one.</summary>
    public Chance Fork(ulong name) => new(new Chance(unchecked(seed + (name * 0xD1342543DE82EF95))).Next());

    /// <summary>From 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)(Next() % (uint)limit);

    /// <summary>From one number to another, both included.</summary>
    public int From(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int many) => many > 0 && Below(many) == 0;

    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Evenly between two spans, in microseconds.</summary>
    public TimeSpan Span(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromTicks((long)(Next() % (ulong)(((most - least).Ticks / 10) + 1)) * 10);

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        return new Guid(bytes);
    }
}
