using Grains.Accounts;
using Grains.Clones;
using Grains.Limits;
using Grains.Outcomes;
using Grains.Wallets;
using Simulation.Tests.Engine;
using Simulation.Tests.Hosting;
using Simulation.Tests.Invariants;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Clients;

/// <summary>What a person does with account, wallet and clone.</summary>
internal sealed class AccountActs(Connection line, History history, UserHistory user, Book book, Chance chance)
{
    public const string Password = "correct horse battery";

    public async Task TopUpAsync()
    {
        var isRepeat = user.TopUps.Count > 0 && chance.OneIn(3);
        var id = isRepeat ? user.TopUps.Keys.ElementAt(chance.Below(user.TopUps.Count)) : $"topup-{user.Name}-{user.TopUps.Count + 1}";
        if (!user.TopUps.TryGetValue(id, out var known)) user.TopUps.Add(id, known = (chance.From(1, 40) * 10_000L, false));
        var isOther = isRepeat && known.Acknowledged && chance.OneIn(4);
        var command = new TopUpWallet(id, isOther ? known.Micros + 1 : known.Micros, "system:payments");
        var done = await line.AskAsync($"top up {id}", grains => grains.Wallet(user.Id).TopUpAsync(command, default));
        if (done is not { Refusal: null }) return;
        history.Require(!isOther, Invariant.OnceOnly, () => $"{id} was taken again with another amount");
        history.Require(book.Ledger.Find(id) is not null, Invariant.DurableAcknowledgement, () => $"{id} was acknowledged and is not in the book");
        user.TopUps[id] = known with { Acknowledged = true };
    }

    public async Task LookIntoWalletAsync()
    {
        var view = await line.GetAsync("wallet", grains => grains.Wallet(user.Id).GetAsync(default));
        if (view is { Value: { } wallet })
            history.Require(wallet is { AvailableMicros: >= 0, LeasedMicros: >= 0 }, Invariant.Conservation, () => $"{user.Name} is told {wallet}");
    }

    public async Task<bool> LogInAsync()
    {
        var done = await line.AskAsync("log in", grains => grains.Account(user.Id).LogInAsync(new LogIn(Password), default));
        if (done is not { Refusal: null, Value: { } view }) return false;
        user.SignIns.Add(new SignInHistory(view.RefreshToken.SignInId));
        return true;
    }

    public async Task LogOutAsync()
    {
        var open = user.SignIns.Where(signIn => !signIn.LoggedOut).ToArray();
        if (open.Length == 0) return;
        var signIn = chance.Of(open);
        signIn.LogoutAsked = true;
        var (silo, wasAlone) = (line.Cluster.Current, line.Cluster.IsAlone);
        var done = await line.AskAsync("log out", grains => grains.Account(user.Id).LogOutAsync(new LogOut(signIn.Id), default), silo);
        signIn.LoggedOut |= done is { Refusal: null } && wasAlone && line.Cluster.IsAlone;
        if (chance.Percent(70)) await AdmitAsync(signIn);
    }

    /// <summary>Asks to be admitted as each API call is: a sign-in that has ended is refused, and no more get in than the limit permits.</summary>
    public Task AdmitAsync() => user.SignIns.Count == 0 ? Task.CompletedTask : AdmitAsync(chance.Of(user.SignIns));

    private async Task AdmitAsync(SignInHistory signIn)
    {
        var silo = line.Cluster.Current;
        var (from, hadEnded, wasGood) = (line.Now, signIn.LoggedOut, !signIn.LogoutAsked);
        var admitted = await line.AskAsync(
            "be admitted", grains => grains.UserLimits(user.Id).AdmitAsync(new AdmitCall(signIn.Id, [LimitNames.MarketplaceMessages]), default), silo);
        if (hadEnded && admitted is { } told)
            history.Require(told.Refusal is { Kind: RefusalKind.Unauthenticated }, Invariant.AccessEnds, () => $"{user.Name} is admitted after logging out: {told.Refusal?.Code ?? "yes"}");
        if (wasGood && !signIn.LogoutAsked && line.Cluster.Partitions == 0 && admitted is { Refusal.Kind: RefusalKind.Unauthenticated })
            history.Violate(Invariant.DurableAcknowledgement, $"{user.Name} has signed in and is told otherwise");
        if (admitted is { Refusal.Kind: RefusalKind.Unauthenticated }) return;
        user.Admissions.Add(new AdmissionHistory(silo.Process, from, line.Now, admitted is { } known ? known.Refusal is null : null));
        if (admitted is { Refusal: { Kind: RefusalKind.RateLimited } limited })
            history.Require(IsFull(silo.Process, from), Invariant.BoundedWork, () => $"{user.Name} is refused with room left: {limited.RetryAfter}");
    }

    public async Task EditPriceAsync(Guid cloneId)
    {
        var pricing = Prices.Random(chance);
        await line.AskAsync(
            "edit the price", grains => grains.Clone(cloneId).UpdateAsync(new UpdateClone(user.Id, new CloneProfile { Pricing = pricing }), default));
    }

    private bool IsFull(Process silo, TimeSpan from) =>
        user.Admissions.Count(one => one.Silo == silo && one.Admitted is not false && one.Until >= from - SiloSettings.MessageWindow) >= SiloSettings.MessagePermits;
}
