namespace Grains.Seed;

/// <summary>What the first start made for somebody to try the product with.</summary>
public interface IDemoContent
{
    /// <summary>Completes once the demo is there; null where it is switched off or could not be made.</summary>
    Task<DemoView?> WhenReadyAsync(CancellationToken cancel);
}

/// <param name="CloneId">A published clone that has read a handbook.</param>
/// <param name="UserEmail">Signs in to chat.</param>
/// <param name="CreatorEmail">Owns the clone; has the same password.</param>
/// <param name="Password">Made at random at the first start of this data folder.</param>
[GenerateSerializer, Immutable, Alias("seed.demo-view")]
public sealed record DemoView(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] string CloneName,
    [property: Id(2)] string UserEmail,
    [property: Id(3)] string CreatorEmail,
    [property: Id(4)] string Password)
{
    public override string ToString() => $"demo {CloneId:N}";
}
