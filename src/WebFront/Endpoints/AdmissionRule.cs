using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>What has to hold before an endpoint's handler runs, read from its metadata once.</summary>
/// <param name="GivenBack">Limits that a refused call is taken out of again.</param>
/// <param name="RepeatsPass">The limit past which a repeat still gets its first answer; null for none.</param>
internal sealed record AdmissionRule(
    bool NeedsCaller, bool TokenInQuery, bool CountsAttempts, ImmutableArray<string> Limits, ImmutableArray<string> GivenBack, string? RepeatsPass)
{
    private static readonly ConditionalWeakTable<Endpoint, AdmissionRule> Known = [];

    public static AdmissionRule For(Endpoint endpoint) => Known.GetValue(endpoint, Read);

    private static AdmissionRule Read(Endpoint endpoint)
    {
        var marks = endpoint.Metadata;
        var counted = marks.GetOrderedMetadata<CountedLimit>();
        var limits = counted.Select(limit => limit.Name);
        if (marks.GetMetadata<Surface>()?.CallLimit is { } callLimit)
            limits = limits.Append(callLimit);
        return new AdmissionRule(
            marks.GetMetadata<CallerRequired>() is not null,
            marks.GetMetadata<TokenInQuery>() is not null,
            marks.GetMetadata<AttemptCounted>() is not null,
            [.. limits.Distinct(StringComparer.Ordinal)],
            [.. counted.Where(limit => limit.IfAccepted).Select(limit => limit.Name)],
            counted.FirstOrDefault(limit => limit.LetsRepeatsPass)?.Name);
    }
}
