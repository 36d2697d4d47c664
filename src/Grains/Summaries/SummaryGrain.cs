using System.Security.Cryptography;
using System.Text;
using Grains.Chat;
using Grains.Chat.Models;
using Grains.Knowledge;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Summaries.Extraction;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Summaries;

/// <summary>Decides and saves; storage's sequence number is the proof that no other activation has written in between.</summary>
internal sealed partial class SummaryGrain(
    StateStream<SummaryState> states, ISummaryWriter writer, IOptions<SummaryOptions> options, TimeProvider clock, ILogger<SummaryGrain> logger)
    : Grain, ISummaryGrain
{
    private const int MaxAttempts = 3;
    private const int MaxNotes = 10_000;
    private const string Uncategorized = "Other";

    private StoredState<SummaryState> stored;

    private Guid SessionId => SummaryAddress.SessionOf(Key);

    private string Key => this.GetPrimaryKeyString();

    private SummaryState? Current => stored.State is { Erased: false } state ? state : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => stored = await states.ReadAsync(Key, cancellationToken);

    public async Task<Outcome<SummaryView>> SummarizeAsync(SummarizeSession command, CancellationToken cancel)
    {
        if (Check(command) is { } invalid) return invalid;
        if ((await GrainFactory.ChatSession(SessionId).GetAsync(command.UserId, cancel)).IsRefused(out var refusal, out var session)) return refusal;
        var expert = session.Snapshot;
        var read = await TranscriptReader.ReadAsync(GrainFactory, SessionId, command.UserId, expert.Name, options.Value.MaxMessages, cancel);
        if (read.IsRefused(out refusal, out var transcript)) return refusal;
        if (!transcript.HasAnswer) return SummaryRefusals.NothingSaid;

        var fingerprint = FingerprintOf(command, transcript, expert.Rag.ResponseModel);
        if (Current is { } current && current.Fingerprint == fingerprint) return current.ToView(session.Rating);

        var wishes = SummaryWishes.Of(command);
        var (content, origin) = await MakeAsync(expert.Rag.ResponseModel, transcript, wishes, cancel);
        return await ChangeAsync(
            old => new SummaryState
            {
                SummaryId = old?.SummaryId ?? Guid.NewGuid(),
                SessionId = SessionId,
                OwnerId = command.UserId,
                ExpertId = expert.CloneId,
                ExpertName = expert.Name,
                Category = expert.Category ?? Uncategorized,
                Type = command.Type,
                Content = content with { ActionItems = SummaryState.Keep(old?.Content.ActionItems ?? [], content.ActionItems) },
                Origin = origin,
                Fingerprint = fingerprint,
                UserNotes = old?.UserNotes,
                PrivateNotes = old?.PrivateNotes,
                FollowUpNeeded = old?.FollowUpNeeded ?? false,
                CreatedAt = old?.CreatedAt ?? clock.GetUtcNow(),
                UpdatedAt = clock.GetUtcNow(),
            },
            session.Rating,
            cancel);
    }

    public async Task<Outcome<SummaryView>> GetAsync(Guid userId, CancellationToken cancel)
    {
        if (Current is not { } current || current.OwnerId != userId) return SummaryRefusals.NotFound;
        var session = await GrainFactory.ChatSession(SessionId).GetAsync(userId, cancel);
        return session.IsRefused(out var refusal, out var view) ? refusal : current.ToView(view.Rating);
    }

    public async Task<Outcome<SummaryView>> AnnotateAsync(AnnotateSummary command, CancellationToken cancel)
    {
        if (Current is not { } current || current.OwnerId != command.UserId) return SummaryRefusals.NotFound;
        if ((CheckNotes("user_notes", command.UserNotes) ?? CheckNotes("private_notes", command.PrivateNotes)) is { } invalid) return invalid;
        var chat = GrainFactory.ChatSession(SessionId);
        var asked = command.Rating is { } rating
            ? await chat.RateAsync(new RateChatSession(command.UserId, rating, null), cancel)
            : await chat.GetAsync(command.UserId, cancel);
        if (asked.IsRefused(out var refusal, out var session)) return refusal;

        return await ChangeAsync(
            old =>
            {
                var next = old! with
                {
                    UserNotes = Changed(old.UserNotes, command.UserNotes),
                    PrivateNotes = Changed(old.PrivateNotes, command.PrivateNotes),
                    FollowUpNeeded = command.FollowUpNeeded ?? old.FollowUpNeeded,
                };
                return next.UserNotes == old.UserNotes && next.PrivateNotes == old.PrivateNotes && next.FollowUpNeeded == old.FollowUpNeeded
                    ? old
                    : next with { UpdatedAt = clock.GetUtcNow() };
            },
            session.Rating,
            cancel);
    }

    public async Task<Outcome<ActionItemView>> ChangeActionItemAsync(ChangeActionItem command, CancellationToken cancel)
    {
        if (Find(Current, command) is null) return SummaryRefusals.ItemNotFound;
        if (command.Priority is not (null or "high" or "medium" or "low"))
            return SummaryRefusals.Invalid("priority", "priority must be high, medium or low.");

        var changed = await ChangeAsync(
            old =>
            {
                if (Find(old, command) is not { } item) return old!;
                var next = item with
                {
                    Priority = command.Priority ?? item.Priority,
                    CompletedAt = command.Completed switch { true => item.CompletedAt ?? clock.GetUtcNow(), false => null, null => item.CompletedAt },
                };
                return next == item ? old! : old! with { Content = old.Content with { ActionItems = old.Content.ActionItems.Replace(item, next) } };
            },
            rating: null,
            cancel);
        if (changed.IsRefused(out var refusal, out _)) return refusal;
        return Find(Current, command) is { } found ? new ActionItemView(found, SessionId, Current!.CreatedAt) : SummaryRefusals.ItemNotFound;
    }

    public async Task<bool> EraseAsync(Guid userId, CancellationToken cancel)
    {
        if (stored.State is not { } state || state.OwnerId != userId) return false;

        // What the log held goes first: until the tombstone is appended the read model lists it, so that whoever erases comes back.
        var tombstone = new SummaryState { SessionId = SessionId, OwnerId = userId, Erased = true };
        await states.ForgetAsync(Key, tombstone, stored.Head.Seq, cancel);
        if (!state.Erased && (await ChangeAsync(_ => tombstone, null, cancel)).IsRefused(out var refusal, out _))
            throw new TemporarilyUnavailableException(refusal.Message);
        return !state.Erased;
    }

    private async Task<(SummaryContent Content, SummaryOrigin Origin)> MakeAsync(
        string model, Transcript transcript, SummaryWishes wishes, CancellationToken cancel)
    {
        string? note = null;
        if (writer.Writes(model))
        {
            try
            {
                var written = await writer.WriteAsync(model, SessionId, transcript, wishes, cancel);
                return (written, new SummaryOrigin("model", null, transcript.Total, transcript.Messages.Count));
            }
            catch (ModelFailedException failure)
            {
                LogModelFailed(SessionId, failure.Code);
                note = $"The language model did not give a usable summary ({failure.Code}); the built-in method stood in.";
            }
        }

        var content = ExtractiveSummary.Make(SessionId, transcript, wishes);
        return (content, new SummaryOrigin("extractive", note, transcript.Total, transcript.Messages.Count));
    }

    /// <summary>Decides, saves, and decides again on what is stored where another activation was faster.</summary>
    private async Task<Outcome<SummaryView>> ChangeAsync(Func<SummaryState?, SummaryState> decide, int? rating, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var next = decide(Current);
            if (ReferenceEquals(next, stored.State)) return next.ToView(rating);
            if (await states.SaveAsync(Key, stored, next, clock.GetUtcNow(), cancel) is { } saved)
            {
                stored = saved;
                return next.ToView(rating);
            }

            stored = await states.ReadAsync(Key, cancel);
        }

        DeactivateOnIdle();
        return SummaryRefusals.Busy;
    }

    private static ActionItem? Find(SummaryState? state, ChangeActionItem command) =>
        state is not null && state.OwnerId == command.UserId ? state.Content.ActionItems.FirstOrDefault(item => item.ItemId == command.ItemId) : null;

    private static string? Changed(string? old, string? wanted) => wanted switch { null => old, "" => null, _ => wanted };

    private static Refusal? Check(SummarizeSession command)
    {
        if (command.FocusAreas.Length > 10) return SummaryRefusals.Invalid("focus_areas", "focus_areas must have at most 10 entries.");
        return command.FocusAreas.Any(area => string.IsNullOrWhiteSpace(area) || area.Length > 100 || !StorableText.Is(area))
            ? SummaryRefusals.Invalid("focus_areas", "Each focus area has 1 to 100 characters.")
            : null;
    }

    private static Refusal? CheckNotes(string field, string? notes) =>
        notes is { Length: > MaxNotes } ? SummaryRefusals.Invalid(field, $"{field} must have at most 10000 characters.") : null;

    private static string FingerprintOf(SummarizeSession command, Transcript transcript, string model)
    {
        var wishes = string.Join('\n', command.FocusAreas.Prepend($"{command.Type} {command.IncludeSources} {model} {transcript.Total} {transcript.Messages[^1].Id:N}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wishes)).AsSpan(0, 16));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "No model's summary of session {SessionId}: {Code}.")]
    private partial void LogModelFailed(Guid sessionId, string code);
}
