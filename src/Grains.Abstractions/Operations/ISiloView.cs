namespace Grains.Operations;

/// <summary>What the engine holds at this moment, for operators. Not a grain: it answers when grains do not.</summary>
public interface ISiloView
{
    Task<SiloSnapshot> ReadAsync(CancellationToken cancel);
}
