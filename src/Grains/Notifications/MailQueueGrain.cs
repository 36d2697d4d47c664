using Grains.Accounts;
using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Notifications;

/// <summary>
/// Keeps what is owed in its state and sends it beside its other work. A mail that a crash interrupts is written anew, with another token,
/// by the next activation or the reminder's.
/// </summary>
internal sealed partial class MailQueueGrain(
    [PersistentState("notifications.mail-queue", StorageSetup.GrainStorageName)] IPersistentState<MailQueueState> stored,
    IMailSender sender,
    IOptions<MailOptions> options,
    TimeProvider clock,
    ILogger<MailQueueGrain> log) : Grain, IMailQueueGrain, IRemindable
{
    private const string Reminder = "mails";

    /// <summary>The state is written whole, so it has a size.</summary>
    private const int MostOwed = 2_000;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private static readonly Refusal Full =
        new(RefusalKind.Unavailable, "notifications.queue-full", "Mails cannot be taken right now. Try again later.") { RetryAfter = TimeSpan.FromMinutes(1) };

    private readonly Dictionary<string, (int Attempts, DateTimeOffset NotBefore)> putOff = new(StringComparer.Ordinal);
    private Task lastSave = Task.CompletedTask;
    private IGrainTimer? timer;
    private bool reminded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!stored.State.Owed.IsEmpty) Start();
        return Task.CompletedTask;
    }

    public async Task<Outcome<Done>> OweAsync(OweMail command, CancellationToken cancel)
    {
        if (stored.State.Owed.Length >= MostOwed) return Full;
        if (!reminded)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            reminded = true;
        }

        var owed = new OwedMail(Guid.NewGuid().ToString("N"), command.EmailKey, command.Purpose, clock.GetUtcNow());
        await SaveAsync(state => state.Owed.Any(known => known.EmailKey == owed.EmailKey && known.Purpose == owed.Purpose)
            ? state
            : state with { Owed = state.Owed.Add(owed) });
        Start();
        return default(Done);
    }

    public Task ResumeAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!stored.State.Owed.IsEmpty)
        {
            Start();
            return;
        }

        reminded = false;
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private void Start() => timer ??= this.RegisterGrainTimer(
        SendAllAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private async Task SendAllAsync(CancellationToken cancel)
    {
        try
        {
            while (!cancel.IsCancellationRequested && NextDue() is { } owed) await TrySendAsync(owed, cancel);
        }
        finally
        {
            timer?.Dispose();
            timer = null;
        }
    }

    private OwedMail? NextDue()
    {
        var now = clock.GetUtcNow();
        foreach (var owed in stored.State.Owed)
        {
            if (!putOff.TryGetValue(owed.Id, out var pause) || pause.NotBefore <= now) return owed;
        }

        return null;
    }

    private async Task TrySendAsync(OwedMail owed, CancellationToken cancel)
    {
        try
        {
            var age = clock.GetUtcNow() - owed.Since;
            if (age > options.Value.GiveUpAfter) LogGivenUp(owed.Id, age);
            else await SendAsync(owed, cancel);
            await SaveAsync(state => state with { Owed = state.Owed.RemoveAll(other => other.Id == owed.Id) });
            putOff.Remove(owed.Id);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // What the sender or the storage says of itself holds no address; of anything else only the kind is told.
            PutOff(owed, failure is MailFailedException or TemporarilyUnavailableException ? failure.Message : failure.GetType().Name);
        }
    }

    private async Task SendAsync(OwedMail owed, CancellationToken cancel)
    {
        var issued = await GrainFactory.GetGrain<IEmailGrain>(owed.EmailKey).IssueTokenAsync(owed.Purpose, cancel);
        if (issued.Value is not { } token) return;
        try
        {
            await sender.SendAsync(MailTexts.Of(owed, token, options.Value.BaseUrl, clock.GetUtcNow()), cancel);
            LogSent(owed.Id);
        }
        catch (MailRefusedException refused)
        {
            LogRefused(owed.Id, refused.Message);
        }
    }

    private void PutOff(OwedMail owed, string reason)
    {
        var attempts = putOff.GetValueOrDefault(owed.Id).Attempts + 1;
        var pause = ReminderPeriod * Math.Pow(2, Math.Min(attempts - 1, 10));
        if (pause > LongestPause) pause = LongestPause;
        putOff[owed.Id] = (attempts, clock.GetUtcNow() + pause);
        LogPutOff(owed.Id, pause, reason);
    }

    /// <summary>Saves one after the other: owing and sending go on beside each other.</summary>
    private Task SaveAsync(Func<MailQueueState, MailQueueState> change) => lastSave = SaveAfterAsync(lastSave, change);

    private async Task SaveAfterAsync(Task before, Func<MailQueueState, MailQueueState> change)
    {
        if (!before.IsCompleted) await Task.WhenAny(before);
        var was = stored.State;
        var next = change(was);
        if (ReferenceEquals(next, was)) return;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            stored.State = was;
            DeactivateOnIdle();
            throw;
        }
    }
}
