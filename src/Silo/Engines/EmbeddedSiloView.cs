using Grains.Operations;

namespace Silo.Engines;

/// <summary>The embedded engine's own diagnostics; reading them calls no grain and takes no turn.</summary>
internal sealed class EmbeddedSiloView(SiloDiagnostics diagnostics) : ISiloView
{
    /// <summary>Grains and requests that are named.</summary>
    private const int Named = 20;

    public Task<SiloSnapshot> ReadAsync(CancellationToken cancel) => Task.FromResult(new SiloSnapshot(
        [.. diagnostics.ByType().Select(type => new GrainTypeLoad(type.Type, type.Activations, type.Running, type.Waiting, type.LongestQueue))],
        [.. diagnostics.Longest(Named).Select(grain => new GrainLoad(grain.Grain.ToString(), grain.State, grain.Running, grain.Waiting))],
        [
            .. diagnostics.Oldest(Named).Select(request => new PendingRequest(
                request.Grain.ToString(), request.Method, request.Runs, request.Caller?.ToString(), request.Age.TotalSeconds)),
        ],
        [
            .. diagnostics.SlowTurns().Select(turn => new SlowTurnNote(
                turn.Grain.ToString(), turn.Work, turn.Since, turn.Length.TotalSeconds, turn.HasEnded)),
        ]));
}
