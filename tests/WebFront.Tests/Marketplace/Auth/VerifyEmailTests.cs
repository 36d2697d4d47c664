using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

public sealed class VerifyEmailTests
{
    [Fact]
    public async Task The_mailed_link_verifies_the_address_once()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, token) = await story.NewUserAsync();
        Assert.False(await story.IsVerifiedAsync(user));

        var verified = await story.VerifyAsync(token);
        var again = await story.VerifyAsync(token);

        Assert.Equal(200, verified.Status);
        Assert.True(verified.Json.GetProperty("email_verified").GetBoolean());
        Assert.True(await story.IsVerifiedAsync(user));
        Assert.Equal(400, again.Status);
        Assert.Equal("token", again.ErrorField);
    }

    [Fact]
    public async Task The_token_that_sign_up_answers_verifies_as_well()
    {
        await using var story = await MailStory.BeginAsync();
        var email = ProductClient.NewEmail();
        var signUp = await story.Client.SignUpAsync(email);
        var user = await story.Client.LogInAsync(email);

        var verified = await story.VerifyAsync(signUp.Json.GetProperty("verification_token").GetString()!);

        Assert.Equal(200, verified.Status);
        Assert.True(await story.IsVerifiedAsync(user));
    }

    [Fact]
    public async Task The_mail_links_to_the_address_that_the_settings_name()
    {
        await using var story = await MailStory.BeginAsync(("Mail:BaseUrl", "https://chat.example/"));
        var user = await story.Client.NewUserAsync();

        var mail = await story.Mails.NextToAsync(user.Email);

        Assert.Contains($"\nhttps://chat.example/api/v1/auth/verify-email/{Mailbox.TokenIn(mail)}\n", mail.Text, StringComparison.Ordinal);
        Assert.Equal("Please verify your email", mail.Subject);
    }

    [Fact]
    public async Task A_token_expires_after_seven_days()
    {
        await using var story = await MailStory.BeginAsync();
        var (_, token) = await story.NewUserAsync();
        story.Clock.Leap(TimeSpan.FromDays(7));

        var late = await story.VerifyAsync(token);

        Assert.Equal(400, late.Status);
    }

    [Fact]
    public async Task Another_mail_can_be_asked_for_and_the_first_one_stays_good()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, first) = await story.NewUserAsync();
        await story.Client.PostAsync("/api/v1/auth/resend-verification", new { email = user.Email });

        var second = Mailbox.TokenIn(await story.Mails.NextToAsync(user.Email));

        Assert.NotEqual(first, second);
        Assert.Equal(200, (await story.VerifyAsync(first)).Status);
        Assert.Equal(400, (await story.VerifyAsync(second)).Status);
    }

    [Fact]
    public async Task A_verified_address_gets_no_further_verification()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, token) = await story.NewUserAsync();
        await story.VerifyAsync(token);

        var asked = await story.Client.PostAsync("/api/v1/auth/resend-verification", new { email = user.Email });

        Assert.Equal(200, asked.Status);
        Assert.Equal("Choose a new password", (await story.MailAfterAsync(user.Email)).Subject);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("%2e%2e%2fetc")]
    public async Task A_token_of_nobody_is_refused(string token)
    {
        await using var story = await MailStory.BeginAsync();

        var answer = await story.VerifyAsync(token);

        Assert.Equal(400, answer.Status);
        Assert.Equal("token", answer.ErrorField);
    }

    [Fact]
    public async Task A_reset_token_verifies_nothing_by_itself()
    {
        await using var story = await MailStory.BeginAsync();
        var (user, _) = await story.NewUserAsync();
        var reset = await story.ForgetAsync(user.Email);

        Assert.Equal(400, (await story.VerifyAsync(reset)).Status);
        Assert.False(await story.IsVerifiedAsync(user));
    }
}
