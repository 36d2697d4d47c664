namespace Drills.Tests.Harness;

/// <summary>A session that a drill's user has opened.</summary>
internal sealed record DrillSession(DrillUser User, Guid Id);
