using System.Collections.Frozen;

namespace Grains.Storage;

/// <summary>The read model's projections, by the events that they want.</summary>
internal sealed class ProjectionSet
{
    private readonly FrozenDictionary<string, IProjection[]> byType;

    public ProjectionSet(IEnumerable<IProjection> projections)
    {
        All = [.. projections];
        var twice = All.GroupBy(projection => projection.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"Two projections are named '{twice.Key}'.");

        byType = All
            .SelectMany(projection => projection.Types.Select(type => (type, projection)))
            .GroupBy(pair => pair.type, pair => pair.projection, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public IReadOnlyList<IProjection> All { get; }

    public bool Wants(string type) => byType.ContainsKey(type);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        if (!byType.TryGetValue(logged.Type, out var interested)) return;

        foreach (var projection in interested) projection.Apply(rows, logged);
    }
}
