namespace Grains.Outcomes;

/// <summary>What every <see cref="Outcome{T}"/> can be asked without knowing its kind of value.</summary>
public interface IOutcome
{
    Refusal? Refusal { get; }
}
