using Grains.Accounts;
using Grains.Limits;
using Grains.Outcomes;

namespace Grains.Tests.Limits;

public sealed class UserLimitsGrainTests(AccountsFixture fixture) : IClassFixture<AccountsFixture>
{
    private static readonly AdmitCall NobodysCall = new("0123", [LimitNames.MarketplaceCalls]);

    private readonly IGrainFactory grains = fixture.Grains;

    [Fact]
    public async Task A_user_who_never_was_is_not_admitted()
    {
        var outcome = await grains.UserLimits(Guid.NewGuid()).AdmitAsync(NobodysCall, default);

        Assert.Equal(RefusalKind.Unauthenticated, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task A_sign_in_that_is_newer_than_the_activation_is_admitted()
    {
        var (userId, email) = await fixture.SignUpAsync();
        await grains.UserLimits(userId).AdmitAsync(NobodysCall, default);

        var signIn = await fixture.LogInAsync(email);
        var outcome = await Admit(userId, signIn);

        Assert.Null(outcome.Refusal);
        Assert.Equal(999, outcome.Value!.Windows[0].Remaining);
    }

    [Fact]
    public async Task Logging_out_while_the_limits_are_not_active_does_not_wait_for_itself()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var signIn = await fixture.LogInAsync(email);

        // The account, in the middle of its call, activates the limits grain, which asks the account.
        await grains.Account(userId).LogOutAsync(new LogOut(signIn), default).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(RefusalKind.Unauthenticated, (await Admit(userId, signIn)).Refusal!.Kind);
    }

    [Fact]
    public async Task Logins_logouts_and_calls_all_at_once_neither_deadlock_nor_revive_a_sign_in()
    {
        var (userId, email) = await fixture.SignUpAsync();

        async Task<bool> OneAsync()
        {
            var signIn = await fixture.LogInAsync(email);
            if ((await Admit(userId, signIn)).Refusal is not null) return false;
            await grains.Account(userId).LogOutAsync(new LogOut(signIn), default);
            return (await Admit(userId, signIn)).Refusal is { Kind: RefusalKind.Unauthenticated };
        }

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OneAsync())).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(all, Assert.True);
    }

    [Fact]
    public async Task The_sixth_socket_is_refused_and_a_place_is_free_when_one_leaves()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var signIn = await fixture.LogInAsync(email);
        var held = new List<IAsyncEnumerator<SocketNotice>>();
        for (var i = 0; i < 5; i++) held.Add(await Hold(userId, signIn, granted: true));

        var sixth = await Hold(userId, signIn, granted: false);
        Assert.Equal(LimitNames.MarketplaceSockets, Assert.IsType<SocketRefused>(sixth.Current).Refusal.LimitName);

        await held[0].DisposeAsync();
        held[0] = await Hold(userId, signIn, granted: true);

        foreach (var place in held) await place.DisposeAsync();
    }

    [Fact]
    public async Task Logging_out_tells_the_sockets_of_that_sign_in_and_no_other()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var ending = await fixture.LogInAsync(email);
        var staying = await fixture.LogInAsync(email);
        await using var told = await Hold(userId, ending, granted: true);
        await using var untold = await Hold(userId, staying, granted: true);
        var next = untold.MoveNextAsync().AsTask();

        await grains.Account(userId).LogOutAsync(new LogOut(ending), default);

        Assert.True(await told.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.IsType<SocketRevoked>(told.Current);
        Assert.False(next.IsCompleted);
        await grains.Account(userId).LogOutAsync(new LogOut(staying), default);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_socket_of_an_ended_sign_in_is_refused()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var signIn = await fixture.LogInAsync(email);
        await grains.Account(userId).LogOutAsync(new LogOut(signIn), default);

        await using var socket = await Hold(userId, signIn, granted: false);

        Assert.Equal(RefusalKind.Unauthenticated, Assert.IsType<SocketRefused>(socket.Current).Refusal.Kind);
    }

    private Task<Outcome<AdmissionView>> Admit(Guid userId, string signIn) =>
        grains.UserLimits(userId).AdmitAsync(new AdmitCall(signIn, [LimitNames.MarketplaceCalls]), default);

    private async Task<IAsyncEnumerator<SocketNotice>> Hold(Guid userId, string signIn, bool granted)
    {
        var socket = grains.UserLimits(userId).HoldSocketAsync(new HoldSocket(signIn), default).GetAsyncEnumerator();
        Assert.True(await socket.MoveNextAsync());
        Assert.Equal(granted, socket.Current is SocketGranted);
        return socket;
    }
}
