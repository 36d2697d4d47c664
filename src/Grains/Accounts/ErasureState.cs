using System.Collections.Immutable;

namespace Grains.Accounts;

[GenerateSerializer, Immutable, Alias("accounts.erasure-state")]
internal sealed record ErasureState
{
    /// <summary>When it was asked for; null where nothing was.</summary>
    [Id(0)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the first pass was through.</summary>
    [Id(1)] public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What the first pass has done so far.</summary>
    [Id(2)] public ImmutableArray<ErasedKind> Erased { get; init; } = [];
}
