using Grains.Accounts;
using Grains.Storage;
using Grains.Testing;
using Grains.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Grains.Tests.Accounts;

/// <summary>What a crash or a failing store leaves half done, the next try finishes.</summary>
public sealed class AccountRecoveryTests
{
    private static readonly LogIn RightPassword = new(ProductClient.Password);

    [Fact]
    public async Task An_address_that_was_claimed_without_an_account_can_still_sign_up()
    {
        await using var host = await ProductHost.StartAsync(FaultyStorage());
        var (email, command) = NewSignUp();
        StorageOf(host).Failing = "accounts.account";
        await Assert.ThrowsAnyAsync<Exception>(() => host.Grains.Email(email).SignUpAsync(command, default));
        StorageOf(host).Failing = null;
        Assert.Equal(AccountRefusals.WrongCredentials, (await host.Grains.Email(email).LogInAsync(RightPassword, default)).Refusal);

        var again = await host.Grains.Email(email).SignUpAsync(command, default);

        Assert.Null(again.Refusal);
        Assert.Null((await host.Grains.Email(email).LogInAsync(RightPassword, default)).Refusal);
    }

    [Fact]
    public async Task A_login_that_could_not_be_stored_leaves_no_sign_in()
    {
        await using var host = await ProductHost.StartAsync(FaultyStorage());
        var (email, command) = NewSignUp();
        var userId = (await host.Grains.Email(email).SignUpAsync(command, default)).Value!.UserId;
        StorageOf(host).Failing = "accounts.account";

        await Assert.ThrowsAnyAsync<Exception>(() => host.Grains.Email(email).LogInAsync(RightPassword, default));

        Assert.Empty((await host.Grains.Account(userId).GetAccessAsync(default)).SignInIds);
    }

    [Fact]
    public async Task A_grant_that_failed_is_given_at_the_next_sign_in()
    {
        FaultyLedger? ledger = null;
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Replace = services =>
            {
                var real = services.Last(service => service.ServiceType == typeof(ILedger)).ImplementationType!;
                services.AddSingleton<ILedger>(provider =>
                    ledger = new FaultyLedger((ILedger)ActivatorUtilities.CreateInstance(provider, real)));
            },
        });
        var (email, command) = NewSignUp();
        var signUp = await host.Grains.Email(email).SignUpAsync(command, default);
        Assert.Null(signUp.Refusal);
        var wallet = host.Grains.Wallet(signUp.Value!.UserId);
        Assert.Equal(0, (await wallet.GetAsync(default)).BalanceMicros);

        ledger!.Fails = false;
        await host.Grains.Email(email).LogInAsync(RightPassword, default);
        await host.Grains.Email(email).LogInAsync(RightPassword, default);

        Assert.Equal(20_000_000, (await wallet.GetAsync(default)).BalanceMicros);
    }

    [Fact]
    public async Task Accounts_and_sign_ins_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var first = await ProductHost.StartAsync(dataFolder: folder);
        var user = await first.Client.NewUserAsync("creator");
        await first.StopAsync();

        var second = await ProductHost.StartAsync(dataFolder: folder);
        var profile = await second.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(200, profile.Status);
        Assert.Equal("creator", profile.Json.GetProperty("role").GetString());
    }

    [Fact]
    public async Task The_settings_make_an_admin_and_take_the_account_from_whoever_had_the_address()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var first = await ProductHost.StartAsync(dataFolder: folder);
        var user = await first.Client.NewUserAsync();
        await first.StopAsync();

        var admin = new Dictionary<string, string?> { ["ADMIN_EMAIL"] = user.Email, ["ADMIN_PASSWORD"] = "the operator's own" };
        var second = await ProductHost.StartAsync(new ProductSetup { Settings = admin }, folder);
        var old = await second.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        var oldPassword = await second.Client.PostAsync("/api/v1/auth/login", new { email = user.Email, password = ProductClient.Password });
        var signedIn = await second.Client.LogInAsync(user.Email, "the operator's own");
        var profile = await second.Client.GetAsync("/api/v1/users/profile", signedIn.AccessToken);
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(401, old.Status);
        Assert.Equal(401, oldPassword.Status);
        Assert.Equal("admin", profile.Json.GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("operator@example.com", "short")]
    [InlineData("operator@example.com", "password123")]
    [InlineData("no address", "the operator's own")]
    [InlineData("operator@example.com", null)]
    public async Task An_admin_that_the_settings_get_wrong_stops_the_start(string email, string? password)
    {
        var admin = new Dictionary<string, string?> { ["ADMIN_EMAIL"] = email, ["ADMIN_PASSWORD"] = password };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ProductHost.StartAsync(new ProductSetup { Settings = admin }));

        Assert.Contains("ADMIN_", failure.Message, StringComparison.Ordinal);
    }

    private static (EmailAddress Email, SignUp Command) NewSignUp()
    {
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var email));
        return (email, new SignUp(email, ProductClient.Password, "John Doe", Role.User));
    }

    private static ProductSetup FaultyStorage() => new()
    {
        Replace = services => services.AddKeyedSingleton<IGrainStorage>("grains", (provider, _) =>
            new FaultyGrainStorage(new DatabaseGrainStorage(provider.GetRequiredService<IDatabase>()))),
    };

    private static FaultyGrainStorage StorageOf(ProductHost host) =>
        (FaultyGrainStorage)host.Services.GetRequiredKeyedService<IGrainStorage>("grains");
}
