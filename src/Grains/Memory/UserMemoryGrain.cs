using System.Collections.Immutable;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Options;

namespace Grains.Memory;

/// <summary>Decides and saves; storage's sequence number is the proof that no other activation has written in between.</summary>
internal sealed class UserMemoryGrain(
    StateStream<MemoryState> states, IDatabase database, IReadModel readModel, IOptions<MemoryOptions> options, TimeProvider clock) : Grain, IUserMemoryGrain
{
    private const int MaxAttempts = 3;

    private StoredState<MemoryState> stored;

    private string Key => this.GetPrimaryKeyString();

    private MemoryState State => stored.State ?? MemoryState.Empty;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => stored = await states.ReadAsync(Key, cancellationToken);

    public async Task<Outcome<SessionMemoryView>> StoreAsync(StoreMemory command, CancellationToken cancel)
    {
        if (MemoryRules.Check(command) is { } invalid) return invalid;
        if (State.SwitchedOff) return MemoryRefusals.SwitchedOff;

        var refusal = await ChangeAsync(state => MemoryChanges.Store(state, command, options.Value.MaxEntries, clock.GetUtcNow()), cancel);
        return refusal is null ? ViewOf(command.Session.SessionId) : refusal;
    }

    public Task<SessionMemoryView> GetSessionAsync(Guid sessionId, CancellationToken cancel) => Task.FromResult(ViewOf(sessionId));

    public async Task<MemoryProfileView> GetProfileAsync(CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        var sessions = await database.ReadAsync(
            sql => sql.NumberAsync("SELECT count(*) FROM session_listing WHERE owner_id = ?", MemoryAddress.UserOf(Key)), cancel);
        return MemoryProfile.Of(State, (int)sessions);
    }

    public Task<ImmutableArray<MemoryNote>> RecallAsync(Guid expertId, CancellationToken cancel) =>
        Task.FromResult(MemoryRecall.Choose(State, expertId, options.Value));

    public async Task<Outcome<CleanupView>> CleanAsync(CleanMemory command, CancellationToken cancel)
    {
        if (MemoryRules.Check(command) is { } invalid) return invalid;

        CleanupView? report = null;
        var refusal = await ChangeAsync(
            state =>
            {
                var cutoff = clock.GetUtcNow().AddDays(-command.OlderThanDays);
                var (entries, told) = MemoryCleanup.Clean(state.Entries, cutoff, command.PreserveImportant, command.CompressOldEntries);
                report = told;
                return told.Removed + told.Compressed == 0 ? state : state with { Entries = entries };
            },
            cancel);
        if (refusal is not null) return refusal;

        // Also where nothing changed: an earlier cleanup may not have come this far.
        if (stored.State is { } current) await states.ForgetAsync(Key, current, stored.Head.Seq, cancel);
        return report!;
    }

    public Task<ImmutableArray<GoalView>> ListGoalsAsync(CancellationToken cancel) => Task.FromResult(MemoryProfile.Goals(State));

    public async Task<Outcome<GoalView>> ChangeGoalAsync(ChangeGoal command, CancellationToken cancel)
    {
        if (MemoryRules.Check(command) is { } invalid) return invalid;
        if (command.GoalId is { } wanted && State.Goals.All(goal => goal.GoalId != wanted)) return MemoryRefusals.GoalNotFound;
        if (command.GoalId is null && State.SwitchedOff) return MemoryRefusals.SwitchedOff;
        if (command.GoalId is null && State.Goals.Length >= MemoryRules.MaxGoals) return MemoryRefusals.TooManyGoals;

        GoalState? changed = null;
        var refusal = await ChangeAsync(
            state =>
            {
                var at = clock.GetUtcNow();
                var goal = command.GoalId is { } id
                    ? state.Goals.FirstOrDefault(known => known.GoalId == id)
                    : MemoryChanges.FindGoal(state, command.Goal!.Trim());
                goal ??= new GoalState(Guid.NewGuid(), command.Goal!.Trim(), null, null, [], at, null);
                changed = goal with
                {
                    Goal = command.Goal?.Trim() ?? goal.Goal,
                    Priority = command.Priority ?? goal.Priority,
                    Progress = command.Progress is "completed" ? goal.Progress : command.Progress ?? goal.Progress,
                    CompletedAt = command.Progress switch { null => goal.CompletedAt, "completed" => goal.CompletedAt ?? at, _ => null },
                };
                return MemoryChanges.With(state, changed);
            },
            cancel);
        return refusal is null ? changed!.ToView() : refusal;
    }

    public async Task<Outcome<bool>> SwitchAsync(bool enabled, CancellationToken cancel)
    {
        var refusal = await ChangeAsync(state => state.SwitchedOff != enabled ? state : state with { SwitchedOff = !enabled }, cancel);
        return refusal is null ? !State.SwitchedOff : refusal;
    }

    public async Task<int> EraseAsync(CancellationToken cancel)
    {
        if (stored.State is not { } state) return 0;

        // The log first: as long as the last state is not empty, whoever erases comes back.
        var things = state.Entries.Length + state.Goals.Length;
        await states.ForgetAsync(Key, MemoryState.Empty, stored.Head.Seq, cancel);
        if (await ChangeAsync(static state => state.IsEmpty ? state : new MemoryState(), cancel) is { } refusal)
            throw new TemporarilyUnavailableException(refusal.Message);
        return things;
    }

    private SessionMemoryView ViewOf(Guid sessionId)
    {
        var entries = State.Entries.Where(entry => entry.SessionId == sessionId).ToList();
        return new SessionMemoryView(
            sessionId,
            [.. entries.Where(entry => entry.Kind == MemoryKind.KeyPoint).Select(entry => entry.Text)],
            MemoryProfile.Preferences(entries),
            [.. State.Goals.Where(goal => goal.Sessions.Contains(sessionId)).Select(goal => goal.Goal)],
            entries.Find(entry => entry.Kind == MemoryKind.Context)?.Text,
            entries.Count,
            entries.Count == 0 ? null : entries.Max(entry => entry.At));
    }

    /// <summary>Decides, saves, and decides again on what is stored where another activation was faster; null where it is done.</summary>
    private async Task<Refusal?> ChangeAsync(Func<MemoryState, MemoryState> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var next = decide(State);
            if (ReferenceEquals(next, State)) return null;
            if (await states.SaveAsync(Key, stored, next, clock.GetUtcNow(), cancel) is { } saved)
            {
                stored = saved;
                return null;
            }

            stored = await states.ReadAsync(Key, cancel);
        }

        DeactivateOnIdle();
        return MemoryRefusals.Busy;
    }
}
