using System.Collections.Immutable;

namespace Grains.Accounts;

/// <summary>What became of what was kept of a user.</summary>
/// <param name="IsComplete">False while something is left to do; it goes on by itself, whatever crashes.</param>
/// <param name="Erased">By kind, in the order in which it was done.</param>
/// <param name="Kept">What stays, and why.</param>
[GenerateSerializer, Immutable, Alias("accounts.erasure-report")]
public sealed record ErasureReport(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] bool IsComplete,
    [property: Id(2)] ImmutableArray<ErasedKind> Erased,
    [property: Id(3)] ImmutableArray<KeptKind> Kept);

/// <param name="Kind">Such as <c>sessions</c>.</param>
/// <param name="Removed">Things that are gone.</param>
/// <param name="Anonymised">Things that stay without a trace of who they belonged to.</param>
[GenerateSerializer, Immutable, Alias("accounts.erased-kind")]
public sealed record ErasedKind(
    [property: Id(0)] string Kind,
    [property: Id(1)] int Removed,
    [property: Id(2)] int Anonymised);

[GenerateSerializer, Immutable, Alias("accounts.kept-kind")]
public sealed record KeptKind([property: Id(0)] string Kind, [property: Id(1)] string Reason);
