namespace Simulation.Tests.Invariants;

/// <summary>The README's promises, by their numbers.</summary>
internal enum Invariant
{
    Conservation = 1,
    DurableAcknowledgement = 2,
    OnceOnly = 3,
    OneBill = 4,
    SignedMoney = 5,
    OrderedAndResumable = 6,
    OneEnding = 7,
    YoursAlone = 8,
    AccessEnds = 9,
    BoundedWork = 11,
    QuietErrors = 12,
}

/// <summary>A promise that was broken, and how.</summary>
internal sealed record Violation(Invariant Invariant, string What)
{
    public override string ToString() => $"invariant {(int)Invariant} ({Invariant}): {What}";
}
