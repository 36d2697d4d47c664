using Grains.Accounts;
using Grains.Notifications;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

public sealed class ResetPasswordTests
{
    private const string NewPassword = "newSecurePassword123";

    [Fact]
    public async Task The_documented_way_to_a_new_password_works_and_ends_all_sign_ins()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var elsewhere = await story.Client.LogInAsync(user.Email);
        var token = await story.ForgetAsync(user.Email);

        var reset = await story.ResetAsync(token, NewPassword);

        Assert.Equal(200, reset.Status);
        Assert.Equal(401, (await story.Client.GetAsync("/api/v1/users/profile", user.AccessToken)).Status);
        Assert.Equal(401, (await story.Client.GetAsync("/api/v1/users/profile", elsewhere.AccessToken)).Status);
        Assert.Equal(401, (await story.Client.PostAsync("/api/v1/auth/refresh-token", new { refresh_token = user.RefreshToken })).Status);
        Assert.Equal(401, (await story.Client.PostAsync("/api/v1/auth/login", new { email = user.Email, password = ProductClient.Password })).Status);
        var again = await story.Client.LogInAsync(user.Email, NewPassword);
        Assert.True(await story.IsVerifiedAsync(again));
    }

    [Fact]
    public async Task A_token_is_good_once_and_takes_the_others_with_it()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var first = await story.ForgetAsync(user.Email);
        var second = await story.ForgetAsync(user.Email);

        var reset = await story.ResetAsync(first, NewPassword);

        Assert.NotEqual(first, second);
        Assert.Equal(200, reset.Status);
        Assert.Equal("token", (await story.ResetAsync(first, "another password")).ErrorField);
        Assert.Equal("token", (await story.ResetAsync(second, "another password")).ErrorField);
    }

    [Fact]
    public async Task A_token_expires_after_an_hour()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var token = await story.ForgetAsync(user.Email);
        story.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        var weak = await story.ResetAsync(token, "short");
        story.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = await story.ResetAsync(token, NewPassword);

        Assert.Equal("new_password", weak.ErrorField);
        Assert.Equal(400, late.Status);
        Assert.Equal("token", late.ErrorField);
    }

    [Fact]
    public async Task A_password_that_is_refused_does_not_spend_the_token()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var token = await story.ForgetAsync(user.Email);

        var common = await story.ResetAsync(token, "password123");
        var good = await story.ResetAsync(token, NewPassword);

        Assert.Equal("new_password", common.ErrorField);
        Assert.Equal(200, good.Status);
    }

    [Theory]
    [InlineData("""{}""", "token")]
    [InlineData("""{"token":7,"new_password":"newSecurePassword123"}""", "token")]
    [InlineData("""{"token":"x"}""", "new_password")]
    [InlineData("""{"token":"x","new_password":"newSecurePassword123"}""", "token")]
    [InlineData("""{"token":"x","new_password":[]}""", "new_password")]
    public async Task Wrong_input_is_refused_and_the_field_is_named(string body, string field)
    {
        await using var story = await MailStory.BeginAsync();

        var answer = await story.Client.PostTextAsync("/api/v1/auth/reset-password", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task An_address_without_an_account_is_answered_alike_and_gets_no_mail()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var stranger = StrangerInTheQueueOf(user.Email);

        var unknown = await story.Client.PostAsync("/api/v1/auth/forgot-password", new { email = stranger });
        var known = await story.Client.PostAsync("/api/v1/auth/forgot-password", new { email = user.Email });

        // One queue sends in order, so that what came first would have been sent first.
        Assert.Equal((known.Status, known.Text), (unknown.Status, unknown.Text));
        Assert.Equal(user.Email, (await story.Mails.NextAsync()).To);
        Assert.True(story.Mails.IsEmpty);
    }

    private static string StrangerInTheQueueOf(string email)
    {
        while (true)
        {
            var stranger = ProductClient.NewEmail();
            if (QueueOf(stranger) == QueueOf(email)) return stranger;
        }
    }

    private static char QueueOf(string email)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return address.ToKey()[^1];
    }

    [Fact]
    public async Task A_mail_that_was_not_taken_is_tried_again_and_one_that_was_refused_is_not()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        story.Mails.Failures.Enqueue(new MailRefusedException("the mail server answered 550"));
        await story.Client.PostAsync("/api/v1/auth/forgot-password", new { email = user.Email });
        await story.LoggedAsync("refused for good");
        story.Mails.Failures.Enqueue(new MailFailedException("the mail server answered 451"));
        await story.Client.PostAsync("/api/v1/auth/forgot-password", new { email = user.Email });
        await story.LoggedAsync("is tried again in 00:01:00");
        Assert.True(story.Mails.IsEmpty);

        story.Clock.Advance(TimeSpan.FromMinutes(2));
        var mail = await story.Mails.NextToAsync(user.Email);

        Assert.Equal(200, (await story.ResetAsync(Mailbox.TokenIn(mail), NewPassword)).Status);
        Assert.True(story.Mails.IsEmpty);
    }

    [Fact]
    public async Task Nothing_of_a_mail_is_logged()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, verification) = await story.NewUserAsync();
        var token = await story.ForgetAsync(user.Email);
        await story.VerifyAsync(verification);
        await story.ResetAsync(token, NewPassword);

        Assert.DoesNotContain(story.Host.Log.Lines, line =>
            !line.StartsWith("Trace", StringComparison.Ordinal)
            && (line.Contains(token, StringComparison.Ordinal)
                || line.Contains(verification, StringComparison.Ordinal)
                || line.Contains(user.Email, StringComparison.OrdinalIgnoreCase)
                || line.Contains(NewPassword, StringComparison.Ordinal)));
    }
}
