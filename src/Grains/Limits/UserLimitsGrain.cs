using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Limits;

/// <summary>
/// The account calls this grain in the middle of its own calls and this one asks the account back, so the question
/// (<see cref="IAccountGrain.GetAccessAsync"/>) interleaves there: neither ever waits for the other.
/// </summary>
internal sealed class UserLimitsGrain(LimitsOptions options, TimeProvider clock) : Grain, IUserLimitsGrain
{
    /// <summary>How often the activation's life is prolonged at most; windows are in memory and must outlive idle collection.</summary>
    private static readonly TimeSpan ProlongEvery = TimeSpan.FromMinutes(5);

    private readonly LimitMeter meter = new(options, clock);
    private readonly SocketPlaces sockets = new(options.Of(LimitNames.MarketplaceSockets).Permits);
    private readonly SocketTickets tickets = new(clock);
    private readonly SignInBook signIns = new();
    private readonly long prolongTicks = (long)(ProlongEvery.TotalSeconds * clock.TimestampFrequency);
    private long prolongAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => AskAccountAsync(cancellationToken);

    public Task<Outcome<AdmissionView>> AdmitAsync(AdmitCall command, CancellationToken cancel) =>
        signIns.IsLive(command.SignInId) ? Task.FromResult(Count(command)) : AdmitUnknownAsync(command, cancel);

    public Task<ImmutableArray<LimitWindow>> GiveBackAsync(GiveBack command, CancellationToken cancel)
    {
        meter.GiveBack(command.Limits);
        return Task.FromResult(meter.Look(command.Shown));
    }

    public Task RevokeAsync(RevokeSignIns command, CancellationToken cancel)
    {
        signIns.End(command.SignInIds);
        sockets.Revoke(command.SignInIds);
        return Task.CompletedTask;
    }

    public Task<int> ForgetAsync(CancellationToken cancel)
    {
        signIns.End([]);
        sockets.Revoke([]);
        DeactivateOnIdle();
        return Task.FromResult(meter.Forget());
    }

    public Task ChangeRoleAsync(Role role, CancellationToken cancel)
    {
        signIns.ChangeRole(role);
        return Task.CompletedTask;
    }

    public Task<SocketTicket> IssueTicketAsync(IssueTicket command, CancellationToken cancel) => Task.FromResult(tickets.Issue(command.SignInId));

    public Task<Outcome<TicketOwner>> RedeemTicketAsync(RedeemTicket command, CancellationToken cancel) =>
        Task.FromResult<Outcome<TicketOwner>>(tickets.Redeem(command.Secret) is { } signInId ? new TicketOwner(signInId) : LimitRefusals.TicketIsVoid);

    public async IAsyncEnumerable<SocketNotice> HoldSocketAsync(
        HoldSocket command, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!await IsGoodAsync(command.SignInId, cancel))
        {
            yield return new SocketRefused(LimitRefusals.SignInEnded);
            yield break;
        }

        if (sockets.Take(command.SignInId) is not { } place)
        {
            yield return new SocketRefused(LimitRefusals.TooManySockets(sockets.Permits));
            yield break;
        }

        using var leaving = cancel.UnsafeRegister(static place => ((SocketPlace)place!).Leave(), place);
        try
        {
            yield return new SocketGranted();
            if (await place.MustClose) yield return new SocketRevoked();
        }
        finally
        {
            sockets.Free(place);
        }
    }

    private async Task<Outcome<AdmissionView>> AdmitUnknownAsync(AdmitCall command, CancellationToken cancel) =>
        await IsGoodAsync(command.SignInId, cancel) ? Count(command) : LimitRefusals.SignInEnded;

    private Outcome<AdmissionView> Count(AdmitCall command)
    {
        StayForTheWindows();
        return meter.Take(command.Limits, out var windows) is { } refusal ? refusal : new AdmissionView(signIns.Role, windows);
    }

    /// <summary>A sign-in that is not known may be newer than what was heard, so the account is asked once more.</summary>
    private async Task<bool> IsGoodAsync(string signInId, CancellationToken cancel)
    {
        if (signIns.IsLive(signInId)) return true;
        if (signIns.HasEnded(signInId)) return false;
        await AskAccountAsync(cancel);
        return signIns.IsLive(signInId);
    }

    private async Task AskAccountAsync(CancellationToken cancel)
    {
        var account = GrainFactory.Account(UserLimitsAddress.UserOf(this.GetPrimaryKeyString()));
        int changes;
        AccountAccess access;
        do
        {
            changes = signIns.Changes;
            access = await account.GetAccessAsync(cancel);
        }
        while (changes != signIns.Changes);
        signIns.Hear(access);
    }

    private void StayForTheWindows()
    {
        var now = clock.GetTimestamp();
        if (now < prolongAt) return;
        prolongAt = now + prolongTicks;
        DelayDeactivation(options.LongestWindow + ProlongEvery);
    }
}
