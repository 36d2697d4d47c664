using System.Globalization;
using Grains.Chat;
using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Summaries;
using Microsoft.Extensions.Options;

namespace Grains.Exports;

/// <summary>Makes one file, keeps it as long as it lives, and removes it.</summary>
internal sealed class ExportGrain(
    StateStream<ExportState> states, IDatabase database, IBlobStore blobs, IPrintedDocumentWriter writer, IOptions<ExportOptions> options, TimeProvider clock)
    : Grain, IExportGrain
{
    private StoredState<ExportState> stored;

    private Guid Id => ExportAddress.Parse(Key);

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => stored = await states.ReadAsync(Key, cancellationToken);

    public async Task<Outcome<ExportView>> MakeAsync(MakeExport command, CancellationToken cancel)
    {
        if (stored.State is { } made) return made.OwnerId == command.UserId && IsAlive(made) ? made.ToView(Id) : ExportRefusals.NotFound;
        if (command is { IncludeSummary: false, IncludeTranscript: false }) return ExportRefusals.Nothing;
        if ((await ReadAsync(command, cancel)).IsRefused(out var refusal, out var session)) return refusal;
        var living = await database.ReadAsync(
            sql => sql.NumberAsync("SELECT count(*) FROM export_listing WHERE owner_id = ? AND expires_at > ?", command.UserId, clock.GetUtcNow()), cancel);
        if (living >= options.Value.MaxPerUser) return ExportRefusals.TooMany(options.Value.MaxPerUser);

        var content = command.Format switch
        {
            ExportFormat.Pdf => writer.Write(SessionPaper.Of(session)),
            ExportFormat.Text => PlainText.Write(SessionPaper.Of(session)),
            ExportFormat.Json => SessionJson.Write(session),
            _ => throw new InvalidOperationException($"There is no format {command.Format}."),
        };
        var state = new ExportState
        {
            OwnerId = command.UserId,
            SessionId = command.SessionId,
            Format = command.Format,
            FileName = NameOf(session.Session, command.Format),
            Size = content.Length,
            CreatedAt = session.At,
            ExpiresAt = session.At + options.Value.Lifetime,
        };

        // Listed before it is written, so that no file is left that nobody removes.
        if (await states.SaveAsync(Key, stored, state, session.At, cancel) is not { } saved)
        {
            DeactivateOnIdle();
            throw new TemporarilyUnavailableException("The export is being made elsewhere.");
        }

        stored = saved;
        await blobs.PutAsync(ExportFiles.BlobOf(Id), new MemoryStream(content), content.Length, cancel);
        return state.ToView(Id);
    }

    public Task<Outcome<ExportView>> GetAsync(Guid userId, CancellationToken cancel)
    {
        var found = stored.State is { } state && state.OwnerId == userId && IsAlive(state);
        if (stored.State is null) DeactivateOnIdle();
        return Task.FromResult(found ? (Outcome<ExportView>)stored.State!.ToView(Id) : ExportRefusals.NotFound);
    }

    public async Task<bool> RemoveAsync(Guid? ownerToForget, CancellationToken cancel)
    {
        if (stored.State is not { } state) return false;
        var forget = ownerToForget is { } owner && owner == state.OwnerId;
        if (state.Removed || (!forget && IsAlive(state))) return false;

        await blobs.DeleteAsync(ExportFiles.BlobOf(Id), cancel);
        var removed = state with { Removed = true, FileName = "" };
        await states.ForgetAsync(Key, removed, stored.Head.Seq, cancel);
        stored = await states.SaveAsync(Key, stored, removed, clock.GetUtcNow(), cancel)
            ?? throw new TemporarilyUnavailableException("The export is being removed elsewhere.");
        DeactivateOnIdle();
        return true;
    }

    private async Task<Outcome<ExportedSession>> ReadAsync(MakeExport command, CancellationToken cancel)
    {
        var (userId, sessionId) = (command.UserId, command.SessionId);
        if ((await GrainFactory.ChatSession(sessionId).GetAsync(userId, cancel)).IsRefused(out var refusal, out var session)) return refusal;

        Transcript? transcript = null;
        if (command.IncludeTranscript)
        {
            var read = await TranscriptReader.ReadAsync(GrainFactory, sessionId, userId, session.Snapshot.Name, options.Value.MaxMessages, cancel);
            if (read.IsRefused(out refusal, out transcript)) return refusal;
        }

        SummaryView? summary = null;
        if (command.IncludeSummary && session.AnswerCount > 0)
        {
            var found = await GrainFactory.Summary(sessionId).GetAsync(userId, cancel);
            if (found.IsRefused(out _, out summary))
            {
                var made = await GrainFactory.Summary(sessionId).SummarizeAsync(new SummarizeSession(userId, SummaryType.Detailed, true, []), cancel);
                if (made.IsRefused(out refusal, out summary) && refusal.Kind != RefusalKind.Conflict) return refusal;
            }
        }

        return new ExportedSession(session, summary, transcript, command.IncludeSources, clock.GetUtcNow());
    }

    private bool IsAlive(ExportState state) => !state.Removed && clock.GetUtcNow() < state.ExpiresAt;

    private static string NameOf(ChatSessionView session, ExportFormat format)
    {
        var expert = new string([.. CategoryCatalog.Id(session.Snapshot.Name).Where(char.IsAscii)]).Trim('-');
        var day = session.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var extension = format switch { ExportFormat.Pdf => "pdf", ExportFormat.Text => "txt", _ => "json" };
        return $"session-{(expert.Length > 0 ? expert[..Math.Min(60, expert.Length)] + "-" : "")}{day}.{extension}";
    }
}
