using System.Net.Http.Headers;
using System.Text;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class AttachmentTests
{
    private const string Lease = "The lease of the apiary ends on the third of March. The rent is forty crowns a month.";

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    [Fact]
    public async Task A_file_is_used_in_the_answer_and_stands_in_the_transcript()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var uploaded = await UploadAsync(story, user, session, "lease.txt", Lease);
        var id = uploaded.Json.GetProperty("id").GetGuid();
        var answer = await SendAsync(story, user, session, "When does the lease of the apiary end?", id);

        Assert.Equal(201, uploaded.Status);
        Assert.Equal(("lease.txt", "txt", Lease.Length, "extracted"), (
            uploaded.Json.GetProperty("name").GetString(), uploaded.Json.GetProperty("type").GetString(),
            uploaded.Json.GetProperty("size").GetInt32(), uploaded.Json.GetProperty("text_status").GetString()));
        var response = answer.Json.GetProperty("ai_response");
        Assert.Contains("third of March", response.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal("lease.txt", response.GetProperty("sources")[0].GetProperty("title").GetString());
        var messages = (await story.GetAsync(user, session, "/messages")).Json.GetProperty("messages");
        var file = Assert.Single(messages[0].GetProperty("attachments").EnumerateArray());
        Assert.Equal((id, "lease.txt", "txt", Lease.Length), (
            file.GetProperty("id").GetGuid(), file.GetProperty("name").GetString(), file.GetProperty("type").GetString(), file.GetProperty("size").GetInt32()));
        Assert.False(messages[1].TryGetProperty("attachments", out _));
        var got = await story.Client.GetAsync(new Uri(file.GetProperty("url").GetString()!).PathAndQuery, user.AccessToken);
        Assert.Equal((200, Lease), (got.Status, got.Text));
        Assert.Equal("nosniff", got.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("attachment", got.Headers["Content-Disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_questions_may_be_about_an_earlier_file()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var id = (await UploadAsync(story, user, session, "lease.txt", Lease)).Json.GetProperty("id").GetGuid();
        await SendAsync(story, user, session, "How high is the rent of the apiary?", id);

        var about = await story.SendAsync(user, session, "When does the lease of the apiary end?");
        var other = await story.SendAsync(user, session, "How long does an inspection of the hive last?");

        Assert.Contains("third of March", about.Json.GetProperty("ai_response").GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.All(
            other.Json.GetProperty("ai_response").GetProperty("sources").EnumerateArray(),
            source => Assert.Equal("The hive", source.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task The_model_is_given_the_file_before_the_knowledge()
    {
        var model = new ScriptedAnswerer();
        await using var story = await ChatStory.BeginAsync(model);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var id = (await UploadAsync(story, user, session, "lease.txt", Lease)).Json.GetProperty("id").GetGuid();

        await SendAsync(story, user, session, "How long does an inspection of the hive last?", id);

        Assert.Equal([("lease.txt", true), ("The hive", false)], model.LastRequest!.Passages.Select(passage => (passage.DocumentTitle, passage.IsAttachment)));
        Assert.Equal(Lease, model.LastRequest.Passages[0].Text);
    }

    [Fact]
    public async Task A_picture_is_kept_and_shown()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var uploaded = await UploadAsync(story, user, session, "../../hive.png", Png);
        var sent = await SendAsync(story, user, session, "What is this?", uploaded.Json.GetProperty("id").GetGuid());

        Assert.Equal(("hive.png", "png", "none"), (
            uploaded.Json.GetProperty("name").GetString(), uploaded.Json.GetProperty("type").GetString(), uploaded.Json.GetProperty("text_status").GetString()));
        Assert.Equal(200, sent.Status);
        var got = await story.Client.GetAsync(new Uri(uploaded.Json.GetProperty("url").GetString()!).PathAndQuery, user.AccessToken);
        Assert.Equal("image/png", got.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("voice", "part.wav", "RIFF....WAVEfmt ", "wav", "audio/wav")]
    [InlineData("voice", "part.ogg", "OggS............", "ogg", "audio/ogg")]
    [InlineData("video", "part.mp4", "....ftypisom....", "mp4", "video/mp4")]
    public async Task A_voice_or_video_session_carries_media_parts_beside_its_text(string type, string name, string content, string kind, string mime)
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = (await story.StartAsync(user, new { expert_id = story.CloneId, session_type = type })).GetProperty("session_id").GetGuid();

        var uploaded = await UploadAsync(story, user, session, name, content);
        var id = uploaded.Json.GetProperty("id").GetGuid();
        var sent = await story.Client.PostAsync(
            $"/api/v1/sessions/{session}/messages", new { content = "When is honey harvested?", attachments = new[] { id } }, user.AccessToken);

        Assert.Equal((201, kind, "none"), (uploaded.Status, uploaded.Json.GetProperty("type").GetString(), uploaded.Json.GetProperty("text_status").GetString()));
        Assert.Equal(200, sent.Status);
        var message = (await story.GetAsync(user, session, "/messages")).Json.GetProperty("messages")[0];
        Assert.Equal(id, message.GetProperty("attachments")[0].GetProperty("id").GetGuid());
        var got = await story.Client.GetAsync(new Uri(uploaded.Json.GetProperty("url").GetString()!).PathAndQuery, user.AccessToken);
        Assert.Equal((mime, content), (got.Headers["Content-Type"], got.Text));
    }

    [Theory]
    [InlineData("program.exe", "MZ", 400)]
    [InlineData("page.html", "<html></html>", 400)]
    [InlineData("picture.png", "no picture", 400)]
    [InlineData("contract.pdf", "no pdf", 400)]
    [InlineData("voice.wav", "RIFF of something else", 400)]
    [InlineData("video.mp4", "no film at all", 400)]
    [InlineData("empty.txt", "", 400)]
    [InlineData("large.txt", null, 413)]
    public async Task A_file_that_cannot_be_taken_is_refused(string name, string? content, int status)
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Attachments:MaxBytes", "1000"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await UploadAsync(story, user, session, name, content ?? new string('a', 1_001));

        Assert.Equal(status, answer.Status);
        if (status == 400) Assert.Equal("file", answer.ErrorField);
    }

    [Fact]
    public async Task A_json_body_is_no_upload()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await story.Client.PostAsync($"/api/v1/sessions/{session}/attachments", new { file = "/etc/passwd" }, user.AccessToken);

        Assert.Equal(415, answer.Status);
    }

    [Fact]
    public async Task Unknown_foreign_and_used_files_are_refused_alike()
    {
        await using var story = await ChatStory.BeginAsync();
        var (mine, other) = (await story.NewUserAsync(), await story.NewUserAsync());
        var (session, second, foreign) = (await story.StartIdAsync(mine), await story.StartIdAsync(mine), await story.StartIdAsync(other));
        async Task<Guid> NewAsync(SignedInUser user, Guid where) => (await UploadAsync(story, user, where, "lease.txt", Lease)).Json.GetProperty("id").GetGuid();
        var used = await NewAsync(mine, session);
        Assert.Equal(200, (await SendAsync(story, mine, session, "What?", used)).Status);

        var refused = new[]
        {
            await SendAsync(story, mine, session, "Unknown", Guid.NewGuid()),
            await SendAsync(story, mine, session, "Of another session", await NewAsync(mine, second)),
            await SendAsync(story, mine, session, "Of another user", await NewAsync(other, foreign)),
            await SendAsync(story, mine, session, "Used", used),
        };

        Assert.All(refused, answer => Assert.Equal((400, "attachments"), (answer.Status, answer.ErrorField)));
        Assert.Single(refused.Select(answer => answer.Json.GetProperty("error").GetProperty("message").GetString()).Distinct());
        Assert.Equal(2, (await story.GetAsync(mine, session, "/messages")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("""["nonsense"]""")]
    [InlineData("""[1]""")]
    [InlineData("""[{"name":"x"}]""")]
    [InlineData("""[null]""")]
    [InlineData("""["6f9619ff-8b86-d011-b42d-00c04fc964ff","6f9619ff-8b86-d011-b42d-00c04fc964ff"]""")]
    public async Task Nonsense_is_named(string attachments)
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await story.Client.PostTextAsync(
            $"/api/v1/sessions/{session}/messages", $$"""{"content":"Hello","attachments":{{attachments}}}""", token: user.AccessToken);

        Assert.Equal((400, "attachments"), (answer.Status, answer.ErrorField));
    }

    [Fact]
    public async Task A_repeated_message_is_answered_as_before_and_another_file_makes_it_another()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var (first, second) = (await UploadAsync(story, user, session, "a.txt", Lease), await UploadAsync(story, user, session, "b.txt", "Other."));
        var id = first.Json.GetProperty("id").GetGuid();

        var sent = await SendAsync(story, user, session, "What?", id, "m1");
        var again = await SendAsync(story, user, session, "What?", id, "m1");
        var other = await SendAsync(story, user, session, "What?", second.Json.GetProperty("id").GetGuid(), "m1");

        Assert.Equal((200, 200, 409), (sent.Status, again.Status, other.Status));
        Assert.Equal(sent.Json.GetProperty("message_id").GetGuid(), again.Json.GetProperty("message_id").GetGuid());
    }

    [Fact]
    public async Task Strangers_see_neither_session_nor_file()
    {
        await using var story = await ChatStory.BeginAsync();
        var (user, stranger) = (await story.NewUserAsync(), await story.NewUserAsync());
        var session = await story.StartIdAsync(user);
        var id = (await UploadAsync(story, user, session, "lease.txt", Lease)).Json.GetProperty("id").GetGuid();

        Assert.Equal(404, (await UploadAsync(story, stranger, session, "lease.txt", Lease)).Status);
        Assert.Equal(404, (await story.GetAsync(stranger, session, $"/attachments/{id}")).Status);
        Assert.Equal(404, (await story.GetAsync(user, Guid.NewGuid(), $"/attachments/{id}")).Status);
        Assert.Equal(404, (await story.GetAsync(story.Creator, session, $"/attachments/{id}")).Status);
    }

    [Fact]
    public async Task A_socket_sends_files_too()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var id = (await UploadAsync(story, user, session, "lease.txt", Lease)).Json.GetProperty("id").GetGuid();
        await using var socket = await story.ConnectAsync(user, session);

        await socket.SendAsync(new { type = "user_message", content = "When does the lease of the apiary end?", attachments = new[] { id } });

        var accepted = (await socket.ReceiveUntilAsync("message_accepted"))[^1];
        Assert.Equal(("lease.txt", id), (accepted.GetProperty("attachments")[0].GetProperty("name").GetString(), accepted.GetProperty("attachments")[0].GetProperty("id").GetGuid()));
        Assert.Contains("third of March", (await socket.ReceiveUntilAsync("ai_response"))[^1].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_session_and_account_hold()
    {
        await using var story = await ChatStory.BeginAsync(settings: [("Attachments:MaxInSession", "2"), ("Attachments:MaxOwnerBytes", "100"), ("Attachments:MaxInMessage", "1")]);
        var user = await story.NewUserAsync();
        var (session, other) = (await story.StartIdAsync(user), await story.StartIdAsync(user));
        await UploadAsync(story, user, session, "a.txt", new string('a', 40));
        await UploadAsync(story, user, session, "b.txt", new string('b', 40));

        Assert.Equal(409, (await UploadAsync(story, user, session, "c.txt", "c")).Status);
        Assert.Equal(413, (await UploadAsync(story, user, other, "d.txt", new string('d', 40))).Status);
    }

    private static Task<Answer> SendAsync(ChatStory story, SignedInUser user, Guid session, string content, Guid attachment, string? id = null) => story.Client.PostAsync(
        $"/api/v1/sessions/{session}/messages", new { content, message_type = "text", attachments = new[] { attachment }, client_message_id = id }, user.AccessToken);

    private static Task<Answer> UploadAsync(ChatStory story, SignedInUser user, Guid session, string name, string content) =>
        UploadAsync(story, user, session, name, Encoding.UTF8.GetBytes(content));

    private static async Task<Answer> UploadAsync(ChatStory story, SignedInUser user, Guid session, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/sessions/{session}/attachments", UriKind.Relative)) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        return await story.Client.SendAsync(request);
    }
}
