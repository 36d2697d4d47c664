namespace Grains.Accounts;

/// <summary>Whose an address is. Written before the account, so that a crash between them leaves a claim that a retry finishes.</summary>
[GenerateSerializer, Immutable, Alias("accounts.email-state")]
internal sealed record EmailState
{
    [Id(0)] public Guid UserId { get; init; }
}
