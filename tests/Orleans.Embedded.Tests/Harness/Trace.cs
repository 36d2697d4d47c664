namespace Orleans.Embedded.Tests.Harness;

/// <summary>What happened, in order.</summary>
internal sealed class Trace
{
    private readonly Lock gate = new();
    private readonly List<string> entries = [];

    public void Add(string entry)
    {
        lock (gate)
            entries.Add(entry);
    }

    public string[] Take()
    {
        lock (gate)
        {
            string[] all = [.. entries];
            entries.Clear();
            return all;
        }
    }

    public override string ToString()
    {
        lock (gate)
            return string.Join(" ", entries);
    }
}
