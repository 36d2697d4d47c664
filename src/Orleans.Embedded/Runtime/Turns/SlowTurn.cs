namespace Orleans.Runtime.Turns;

/// <summary>A turn that took too long, or still does.</summary>
/// <param name="grain">The grain.</param>
/// <param name="work">The methods that were running, or else the state of the activation.</param>
/// <param name="since">When a sweep first saw it.</param>
/// <param name="length">For how long it has been seen; it began up to a sweep before.</param>
internal sealed class SlowTurn(GrainId grain, string work, DateTimeOffset since, TimeSpan length)
{
    private long ticks = length.Ticks;
    private volatile bool hasEnded;

    public GrainId Grain { get; } = grain;

    public string Work { get; } = work;

    public DateTimeOffset Since { get; } = since;

    public TimeSpan Length
    {
        get => new(Interlocked.Read(ref ticks));
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public bool HasEnded
    {
        get => hasEnded;
        set => hasEnded = value;
    }
}
