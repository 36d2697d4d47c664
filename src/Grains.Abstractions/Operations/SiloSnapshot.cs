namespace Grains.Operations;

/// <param name="Types">Every grain type that is active, the busiest first.</param>
/// <param name="Busiest">The grains with the longest queues; null where the engine does not tell.</param>
/// <param name="Oldest">The requests that have not ended for the longest time; null where the engine does not tell.</param>
/// <param name="SlowTurns">Turns that held their thread for too long, the newest first; null where the engine does not tell.</param>
public sealed record SiloSnapshot(
    IReadOnlyList<GrainTypeLoad> Types,
    IReadOnlyList<GrainLoad>? Busiest,
    IReadOnlyList<PendingRequest>? Oldest,
    IReadOnlyList<SlowTurnNote>? SlowTurns);

/// <param name="Type">The stable name of the grain type.</param>
/// <param name="Running">Requests that have begun; null where the engine does not tell, as with the two that follow.</param>
/// <param name="Waiting">Requests that wait for their turn.</param>
/// <param name="LongestQueue">The most that wait for one grain.</param>
public sealed record GrainTypeLoad(string Type, int Activations, int? Running, int? Waiting, int? LongestQueue);

/// <param name="Grain">Type and key, with a slash between.</param>
/// <param name="State">Where the activation is in its life.</param>
public sealed record GrainLoad(string Grain, string State, int Running, int Waiting);

/// <param name="Grain">Type and key, with a slash between.</param>
/// <param name="Runs">Whether it has begun; otherwise it waits for its turn.</param>
/// <param name="Caller">The grain that called; null for a caller outside of grains.</param>
/// <param name="Seconds">Its age in seconds, up to half a second too little.</param>
public sealed record PendingRequest(string Grain, string Method, bool Runs, string? Caller, double Seconds);

/// <param name="Grain">Type and key, with a slash between.</param>
/// <param name="Work">The methods that were running, or the state of the activation.</param>
/// <param name="Since">When it was first seen, up to half a second after it began.</param>
/// <param name="Seconds">For how long it was seen, in seconds.</param>
/// <param name="HasEnded">Whether it is over.</param>
public sealed record SlowTurnNote(string Grain, string Work, DateTimeOffset Since, double Seconds, bool HasEnded);
