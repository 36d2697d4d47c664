namespace Grains.Billing;

/// <summary>A postal address for bills. Each line at most 200 characters.</summary>
/// <param name="Country">Two letters of ISO 3166-1.</param>
[GenerateSerializer, Immutable, Alias("billing.address")]
public sealed record BillingAddress(
    [property: Id(0)] string Line1,
    [property: Id(1)] string? Line2,
    [property: Id(2)] string City,
    [property: Id(3)] string? State,
    [property: Id(4)] string? PostalCode,
    [property: Id(5)] string Country)
{
    /// <summary>Where somebody lives is not printed by accident.</summary>
    public override string ToString() => nameof(BillingAddress);
}
