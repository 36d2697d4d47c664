using System.Collections.Immutable;

namespace Grains.Clones;

/// <param name="Total">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("clones.expert-search-view")]
public sealed record ExpertSearchView([property: Id(0)] ImmutableArray<FoundExpert> Experts, [property: Id(1)] int Total);

/// <param name="Hits">Where the search's words stand, by field; a long text is cut to what surrounds the first one.</param>
[GenerateSerializer, Immutable, Alias("clones.found-expert")]
public sealed record FoundExpert([property: Id(0)] ExpertView Expert, [property: Id(1)] ImmutableArray<TextHit> Hits);

/// <param name="Field">A field of the expert's profile, such as <c>long_description</c>.</param>
/// <param name="Ranges">In order, at least one.</param>
[GenerateSerializer, Immutable, Alias("clones.text-hit")]
public sealed record TextHit(
    [property: Id(0)] string Field,
    [property: Id(1)] string Text,
    [property: Id(2)] ImmutableArray<TextRange> Ranges);

/// <summary>In UTF-16 units.</summary>
[GenerateSerializer, Immutable, Alias("clones.text-range")]
public readonly record struct TextRange([property: Id(0)] int Start, [property: Id(1)] int Length);
