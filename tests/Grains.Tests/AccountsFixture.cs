using Grains.Accounts;
using Grains.Testing;

namespace Grains.Tests;

/// <summary>One product for the tests of a class, and accounts in it.</summary>
public sealed class AccountsFixture : IAsyncLifetime
{
    private ProductHost? host;

    public ProductHost Host => host ?? throw new InvalidOperationException("The product has not been started.");

    public IGrainFactory Grains => Host.Grains;

    public async Task InitializeAsync() => host = await ProductHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public async Task<(Guid UserId, EmailAddress Email)> SignUpAsync()
    {
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var email));
        var outcome = await Grains.Email(email).SignUpAsync(new SignUp(email, ProductClient.Password, "John Doe", Role.User), default);
        return (outcome.Value!.UserId, email);
    }

    /// <summary>Signs in; the answer is the sign-in's id.</summary>
    public async Task<string> LogInAsync(EmailAddress email) => (await LogInFullyAsync(email)).RefreshToken.SignInId;

    public async Task<SignInView> LogInFullyAsync(EmailAddress email)
    {
        var outcome = await Grains.Email(email).LogInAsync(new LogIn(ProductClient.Password), default);
        return outcome.Value ?? throw new InvalidOperationException(outcome.Refusal!.Code);
    }
}
