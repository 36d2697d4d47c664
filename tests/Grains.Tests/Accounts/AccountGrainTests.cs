using Grains.Accounts;
using Grains.Outcomes;
using Grains.Testing;
using Grains.Wallets;

namespace Grains.Tests.Accounts;

public sealed class AccountGrainTests(AccountsFixture fixture) : IClassFixture<AccountsFixture>
{
    private readonly IGrainFactory grains = fixture.Grains;

    [Fact]
    public async Task Six_sign_ups_at_once_with_one_address_make_one_account()
    {
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var email));
        var command = new SignUp(email, ProductClient.Password, "John Doe", Role.User);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => grains.Email(email).SignUpAsync(command, default)));

        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.Equal(5, outcomes.Count(outcome => outcome.Refusal == AccountRefusals.EmailTaken));
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData((Role)7)]
    public async Task Nobody_signs_up_as_an_admin(Role role)
    {
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var email));

        var outcome = await grains.Email(email).SignUpAsync(new SignUp(email, ProductClient.Password, "Eve", role), default);

        Assert.Equal(AccountRefusals.WrongRole, outcome.Refusal);
        Assert.Equal(AccountRefusals.WrongCredentials, (await grains.Email(email).LogInAsync(new LogIn(ProductClient.Password), default)).Refusal);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_answer()
    {
        var (_, known) = await fixture.SignUpAsync();
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var unknown));

        var wrong = await grains.Email(known).LogInAsync(new LogIn("not the password"), default);
        var nobody = await grains.Email(unknown).LogInAsync(new LogIn("not the password"), default);

        Assert.Equal(wrong.Refusal, nobody.Refusal);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_reuse_ends_the_sign_in()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var first = (await fixture.LogInFullyAsync(email)).RefreshToken;
        var account = grains.Account(userId);
        var second = (await account.RefreshAsync(new RefreshSignIn(first), default)).Value!.RefreshToken;
        Assert.NotEqual(first.Secret, second.Secret);

        var reuse = await account.RefreshAsync(new RefreshSignIn(first), default);
        var after = await account.RefreshAsync(new RefreshSignIn(second), default);

        Assert.Equal(AccountRefusals.SignInEnded, reuse.Refusal);
        Assert.Equal(AccountRefusals.SignInEnded, after.Refusal);
        Assert.Empty((await account.GetAccessAsync(default)).SignInIds);
    }

    [Fact]
    public async Task Of_many_uses_of_a_refresh_token_at_once_no_more_than_one_succeeds()
    {
        var (userId, email) = await fixture.SignUpAsync();
        var token = (await fixture.LogInFullyAsync(email)).RefreshToken;

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => grains.Account(userId).RefreshAsync(new RefreshSignIn(token), default)));

        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.Empty((await grains.Account(userId).GetAccessAsync(default)).SignInIds);
    }

    [Fact]
    public async Task One_sign_in_too_many_ends_the_oldest()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Settings = new Dictionary<string, string?> { ["Accounts:MaxSignIns"] = "2" },
        });
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var email));
        var email1 = host.Grains.Email(email);
        var userId = (await email1.SignUpAsync(new SignUp(email, ProductClient.Password, "John Doe", Role.User), default)).Value!.UserId;

        var signIns = new List<string>();
        for (var i = 0; i < 3; i++)
            signIns.Add((await email1.LogInAsync(new LogIn(ProductClient.Password), default)).Value!.RefreshToken.SignInId);

        Assert.Equal(signIns[1..], (await host.Grains.Account(userId).GetAccessAsync(default)).SignInIds);
    }

    [Fact]
    public async Task A_new_account_has_its_opening_balance_once()
    {
        var (userId, email) = await fixture.SignUpAsync();
        await fixture.LogInAsync(email);
        await fixture.LogInAsync(email);

        Assert.Equal(20_000_000, (await grains.Wallet(userId).GetAsync(default)).BalanceMicros);
    }

    [Fact]
    public async Task A_profile_keeps_what_an_update_does_not_name()
    {
        var (userId, _) = await fixture.SignUpAsync();

        var updated = await grains.Account(userId).UpdateProfileAsync(new UpdateProfile(null, "EST", null, false), default);

        Assert.Equal("John Doe", updated.Value!.FullName);
        Assert.Equal(new Preferences("EST", "en", false), updated.Value.Preferences);
    }

    [Fact]
    public async Task Nobody_has_a_profile_who_has_no_account()
    {
        var account = grains.Account(Guid.NewGuid());

        Assert.Equal(RefusalKind.NotFound, (await account.GetAsync(default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await account.UpdateProfileAsync(new UpdateProfile("X", null, null, null), default)).Refusal!.Kind);
    }
}
