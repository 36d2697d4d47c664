namespace Drills.Tests.Harness;

/// <summary>Something that a client asked for. Once it was acknowledged it has to be there once; before that, once or not at all.</summary>
internal sealed class Effect(string key)
{
    private volatile bool isAcknowledged;

    public string Key => key;

    public bool IsAcknowledged => isAcknowledged;

    public void Acknowledge() => isAcknowledged = true;

    public void AssertOccurs(int times, string where) =>
        Assert.True(
            times == 1 || (times == 0 && !isAcknowledged),
            $"{key} occurs {times} times in {where}, and was {(isAcknowledged ? "" : "not ")}acknowledged.");
}
