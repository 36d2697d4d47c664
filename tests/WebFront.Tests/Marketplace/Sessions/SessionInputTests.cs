using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>Wrong input gets the documented error, and nothing is half done.</summary>
public sealed class SessionInputTests : IAsyncLifetime
{
    private ChatStory story = null!;
    private SignedInUser user = null!;
    private Guid session;

    public async Task InitializeAsync()
    {
        story = await ChatStory.BeginAsync();
        user = await story.NewUserAsync();
        session = await story.StartIdAsync(user);
    }

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Theory]
    [InlineData("""{"session_type":"chat"}""", "expert_id")]
    [InlineData("""{"expert_id":"not-a-uuid"}""", "expert_id")]
    [InlineData("""{"expert_id":7}""", "expert_id")]
    [InlineData("""{"expert_id":"{clone}","session_type":"telepathy"}""", "session_type")]
    [InlineData("""{"expert_id":"{clone}","demo_mode":"yes"}""", "demo_mode")]
    [InlineData("""{"expert_id":"{clone}","initial_message":"  "}""", "initial_message")]
    public async Task A_wrong_session_names_the_field(string body, string field)
    {
        var answer = await story.Client.PostTextAsync("/api/v1/sessions", body.Replace("{clone}", story.CloneId.ToString(), StringComparison.Ordinal), token: user.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal("VALIDATION_ERROR", answer.ErrorCode);
        Assert.Equal(field, answer.ErrorField);
    }

    [Theory]
    [InlineData("""{}""", "content")]
    [InlineData("""{"content":""}""", "content")]
    [InlineData("""{"content":["a"]}""", "content")]
    [InlineData("""{"content":"a","message_type":"smell"}""", "message_type")]
    [InlineData("""{"content":"a","attachments":[{"id":1}]}""", "attachments")]
    [InlineData("""{"content":"a","client_message_id":""}""", "client_message_id")]
    [InlineData("""{"content":"nul \u0000"}""", "content")]
    public async Task A_wrong_message_names_the_field(string body, string field)
    {
        var answer = await story.Client.PostTextAsync($"/api/v1/sessions/{session}/messages", body, token: user.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
        Assert.Equal(0, (await story.GetAsync(user, session)).Json.GetProperty("message_count").GetInt32());
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused()
    {
        var long32k = await story.SendAsync(user, session, new string('x', 32_769));
        var long1M = await story.SendAsync(user, session, new string('x', 1 << 20));

        Assert.Equal(400, long32k.Status);
        Assert.Equal(413, long1M.Status);
        Assert.Equal("PAYLOAD_TOO_LARGE", long1M.ErrorCode);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?message_type=smell", "message_type")]
    public async Task A_wrong_page_names_the_parameter(string query, string field)
    {
        var answer = await story.GetAsync(user, session, $"/messages{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task A_foreign_and_an_unknown_session_answer_the_same_everywhere()
    {
        var stranger = await story.NewUserAsync();
        foreach (var (method, below, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "", null),
            (HttpMethod.Get, "/messages", null),
            (HttpMethod.Post, "/messages", new { content = "Let me in" }),
            (HttpMethod.Put, "/status", new { status = "paused" }),
            (HttpMethod.Post, "/end", null),
        })
        {
            var foreign = await story.Client.SendAsync(method, $"/api/v1/sessions/{session}{below}", body, stranger.AccessToken);
            var unknown = await story.Client.SendAsync(method, $"/api/v1/sessions/{Guid.NewGuid()}{below}", body, user.AccessToken);
            var malformed = await story.Client.SendAsync(method, $"/api/v1/sessions/not-a-session{below}", body, user.AccessToken);
            var anonymous = await story.Client.SendAsync(method, $"/api/v1/sessions/{session}{below}", body);

            Assert.Equal((404, "NOT_FOUND"), (foreign.Status, foreign.ErrorCode));
            Assert.Equal((404, "NOT_FOUND"), (unknown.Status, unknown.ErrorCode));
            Assert.Equal((404, "NOT_FOUND"), (malformed.Status, malformed.ErrorCode));
            Assert.Equal((401, "AUTHENTICATION_REQUIRED"), (anonymous.Status, anonymous.ErrorCode));
            Assert.Equal(foreign.Error.GetProperty("message").GetString(), unknown.Error.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task A_session_with_an_unknown_or_unpublished_expert_is_not_found()
    {
        var answer = await story.Client.PostAsync("/api/v1/sessions", new { expert_id = Guid.NewGuid() }, user.AccessToken);

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_new_session_says_where_it_is()
    {
        await using var story = await ChatStory.BeginAsync();
        var person = await story.NewUserAsync();

        var created = await story.Client.PostAsync("/api/v1/sessions", new { expert_id = story.CloneId, demo_mode = true }, person.AccessToken);

        Assert.Equal(201, created.Status);
        Assert.Equal($"/api/v1/sessions/{created.Json.GetProperty("session_id").GetGuid()}", created.Header("Location"));
        Assert.Equal(200, (await story.Client.GetAsync(created.Header("Location")!, person.AccessToken)).Status);
    }

    [Fact]
    public async Task A_first_message_counts_like_any_other_and_demos_are_few()
    {
        await using var strict = await ChatStory.BeginAsync(settings: [("Limits:marketplace.messages:Permits", "1"), ("Limits:marketplace.demos:Permits", "1")]);
        var person = await strict.NewUserAsync();
        Task<Answer> Create(object body) => strict.Client.PostAsync("/api/v1/sessions", body, person.AccessToken);

        Assert.Equal(201, (await Create(new { expert_id = strict.CloneId, initial_message = "Hello" })).Status);
        Assert.Equal(429, (await Create(new { expert_id = strict.CloneId, initial_message = "Hello again" })).Status);
        Assert.Equal(201, (await Create(new { expert_id = strict.CloneId, demo_mode = true })).Status);
        var refused = await Create(new { expert_id = strict.CloneId, demo_mode = true });
        Assert.Equal("marketplace.demos", refused.Error.GetProperty("details").GetProperty("limit").GetString());
    }
}
