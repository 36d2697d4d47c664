namespace Micro;

/// <summary>A loop that is measured.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Unit">What <paramref name="Run"/> counts.</param>
/// <param name="Run">Works until it is told to stop and answers how many operations it did.</param>
internal sealed record Loop(string Name, string Unit, Func<CancellationToken, Task<long>> Run)
{
    /// <summary>Further figures of the last round, for the table's last column.</summary>
    public Func<string>? Remark { get; init; }
}
