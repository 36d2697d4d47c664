using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Users;

public sealed class DeleteAccountTests
{
    private const string Secret = "Where is my grandmother's recipe for quince jelly?";

    [Fact]
    public async Task Everything_of_the_user_goes_and_the_books_stay()
    {
        await using var story = await ChatStory.BeginAsync(pricing: new { model = "per_message", price_per_message = 0.10m });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, Secret, "my own id");
        var paid = 20m - await story.BalanceAsync(user);
        var earned = await story.BalanceAsync(story.Creator);

        var deleted = await DeleteAsync(story.Client, user);

        Assert.Equal(200, deleted.Status);
        Assert.Equal("deleted", deleted.Json.GetProperty("status").GetString());
        Assert.Empty(new[] { "account", "avatar", "clones and their documents", "limits", "mails", "sessions" }.Except(Kinds(deleted)));
        Assert.Contains(deleted.Json.GetProperty("kept").EnumerateArray(), kept => kept.GetProperty("kind").GetString() == "ledger entries");
        Assert.Equal((2, 1), Counts(deleted, "sessions"));
        Assert.Equal((2, 0), Counts(deleted, "limits"));
        Assert.True(paid > 0);
        Assert.Equal(earned, await story.BalanceAsync(story.Creator));
        var log = story.Host.Services.GetRequiredService<IEventLog>();
        var events = await log.ReadAsync(new StreamSlice($"session-{session:N}", 0, 100), default);
        Assert.DoesNotContain(events, logged => Text(logged).Contains("quince", StringComparison.OrdinalIgnoreCase)
            || Text(logged).Contains("my own id", StringComparison.Ordinal));
        Assert.Contains(events, logged => logged.Type == "chat.session-ended");
        Assert.Contains(events, logged => logged.Type == "chat.session-charged" && Text(logged).Contains("100000", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(logged => logged.Seq));
    }

    [Fact]
    public async Task Tokens_and_sockets_die_at_once()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var elsewhere = await story.Client.LogInAsync(user.Email);
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(elsewhere, session);

        await DeleteAsync(story.Client, user);
        while (await socket.ReceiveAsync() is not null)
        {
            // Until it is closed.
        }

        Assert.NotNull(socket.CloseStatus);
        Assert.Equal(401, (await story.Client.GetAsync("/api/v1/users/profile", user.AccessToken)).Status);
        Assert.Equal(401, (await story.Client.GetAsync("/api/v1/users/profile", elsewhere.AccessToken)).Status);
        Assert.Equal(401, (await story.Client.PostAsync("/api/v1/auth/refresh-token", new { refresh_token = elsewhere.RefreshToken })).Status);
        Assert.Equal(401, (await story.Client.PostAsync("/api/v1/auth/login", new { email = user.Email, password = ProductClient.Password })).Status);
    }

    [Fact]
    public async Task The_address_is_free_again_and_its_next_account_has_nothing_of_the_first()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync();
        await host.Client.PutAsync("/api/v1/users/profile", new { full_name = "Somebody Else" }, user.AccessToken);
        await DeleteAsync(host.Client, user);

        var signUp = await host.Client.SignUpAsync(user.Email);
        var again = await host.Client.LogInAsync(user.Email);
        var profile = await host.Client.GetAsync("/api/v1/users/profile", again.AccessToken);

        Assert.Equal(200, signUp.Status);
        Assert.NotEqual(user.Id, again.Id);
        Assert.Equal("John Doe", profile.Json.GetProperty("full_name").GetString());
        Assert.Equal(20m, (await host.Client.GetAsync("/api/v1/users/wallet", again.AccessToken)).Json.GetProperty("balance").GetDecimal());
    }

    [Fact]
    public async Task The_password_is_not_needed_but_a_wrong_one_stops_it()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync();

        var wrong = await DeleteAsync(host.Client, user, new { password = "not my password" });
        var malformed = await DeleteAsync(host.Client, user, new { password = 7 });
        var still = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        var right = await DeleteAsync(host.Client, user, new { password = ProductClient.Password });

        Assert.Equal((403, "AUTHORIZATION_FAILED"), (wrong.Status, wrong.ErrorCode));
        Assert.Equal((400, "password"), (malformed.Status, malformed.ErrorField));
        Assert.Equal(200, still.Status);
        Assert.Equal(200, right.Status);
    }

    [Fact]
    public async Task A_creators_clones_go_with_their_knowledge_and_their_texts()
    {
        await using var story = await ChatStory.BeginAsync();

        var deleted = await DeleteAsync(story.Client, story.Creator);

        Assert.Equal((2, 0), Counts(deleted, "clones and their documents"));
        Assert.Equal(404, (await story.Client.GetAsync($"/api/v1/experts/{story.CloneId}", (await story.NewUserAsync()).AccessToken)).Status);
        var log = story.Host.Services.GetRequiredService<IEventLog>();
        var events = await log.ReadAsync(new StreamSlice($"clone-{story.CloneId:N}", 0, 100), default);
        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, logged => Text(logged).Contains("Dr. Bee", StringComparison.Ordinal) || Text(logged).Contains("Beekeeping", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_picture_goes_too()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Png(1, 1)), "file", "me.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/avatar") { Content = form };
        request.Headers.Authorization = new("Bearer", user.AccessToken);
        var url = (await host.Client.SendAsync(request)).Json.GetProperty("avatar_url").GetString()!;

        var deleted = await DeleteAsync(host.Client, user);

        Assert.Equal((1, 0), Counts(deleted, "avatar"));
        Assert.Equal(404, (await host.Client.GetAsync(new Uri(url).AbsolutePath)).Status);
    }

    private static string Text(LoggedEvent logged) => System.Text.Encoding.UTF8.GetString(logged.Data.Span);

    private static IEnumerable<string> Kinds(Answer answer) =>
        answer.Json.GetProperty("erased").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()!);

    private static (int Removed, int Anonymised) Counts(Answer answer, string kind)
    {
        var found = answer.Json.GetProperty("erased").EnumerateArray().Single(erased => erased.GetProperty("kind").GetString() == kind);
        return (found.GetProperty("removed").GetInt32(), found.GetProperty("anonymised").GetInt32());
    }

    private static Task<Answer> DeleteAsync(ProductClient client, SignedInUser user, object? body = null) =>
        client.SendAsync(HttpMethod.Delete, "/api/v1/users/account", body, user.AccessToken);
}
