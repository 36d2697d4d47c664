using Grains.Notifications;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Auth;

/// <summary>A product whose mails come to the test, and whose clock it moves.</summary>
internal sealed class MailStory : IAsyncDisposable
{
    private MailStory(ProductHost host, ManualTimeProvider clock, Mailbox mails) => (Host, Clock, Mails) = (host, clock, mails);

    public ProductHost Host { get; }

    public ProductClient Client => Host.Client;

    public ManualTimeProvider Clock { get; }

    public Mailbox Mails { get; }

    public static async Task<MailStory> BeginAsync(params (string Name, string Value)[] settings)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var mails = new Mailbox(clock);
        var host = await ProductHost.StartAsync(new ProductSetup
        {
            Clock = clock,
            Settings = settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value),
            Replace = services => services.AddSingleton<IMailSender>(mails),
        });
        return new MailStory(host, clock, mails);
    }

    /// <summary>An account whose first mail has been read.</summary>
    public async Task<(SignedInUser User, string Token)> NewUserAsync()
    {
        var user = await Client.NewUserAsync();
        return (user, Mailbox.TokenIn(await Mails.NextToAsync(user.Email)));
    }

    /// <summary>The token of a mail that was asked for.</summary>
    public async Task<string> ForgetAsync(string email)
    {
        var answer = await Client.PostAsync("/api/v1/auth/forgot-password", new { email });
        Assert.True(answer.IsSuccess, answer.ToString());
        return Mailbox.TokenIn(await Mails.NextToAsync(email));
    }

    /// <summary>The next mail to an address, when a later one of another kind was asked for: so that one which is not sent is not waited for.</summary>
    public async Task<OutgoingMail> MailAfterAsync(string email)
    {
        await Client.PostAsync("/api/v1/auth/forgot-password", new { email });
        return await Mails.NextToAsync(email);
    }

    /// <summary>Waits until the product has logged something.</summary>
    public async Task LoggedAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Host.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1, deadline.Token);
        }
    }

    public Task<Answer> VerifyAsync(string token) => Client.GetAsync($"/api/v1/auth/verify-email/{token}");

    public Task<Answer> ResetAsync(string token, string password) =>
        Client.PostAsync("/api/v1/auth/reset-password", new { token, new_password = password });

    public async Task<bool> IsVerifiedAsync(SignedInUser user) =>
        (await Client.GetAsync("/api/v1/users/profile", user.AccessToken)).Json.GetProperty("email_verified").GetBoolean();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
