using System.Diagnostics.CodeAnalysis;

namespace Grains.Outcomes;

/// <summary>The answer of a command or query: a value, or the refusal that stood in its way.</summary>
[GenerateSerializer, Immutable, Alias("outcomes.outcome`1")]
public readonly record struct Outcome<T> : IOutcome
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The value; null or default where refused.</summary>
    [Id(0)]
    public T? Value { get; init; }

    [Id(1)]
    public Refusal? Refusal { get; init; }

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal, [NotNullWhen(false)] out T? value)
    {
        refusal = Refusal;
        value = Value;
        return refusal is not null;
    }

    [SuppressMessage("Usage", "CA2225", Justification = "The implicit forms are the whole point: return value; or return refusal;")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The implicit forms are the whole point: return value; or return refusal;")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
