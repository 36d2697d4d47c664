using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class SummaryTests
{
    private static readonly string[] Answer =
    [
        "Market research is crucial before international expansion. European markets offer good opportunities for tech companies. ",
        "You need to research European market regulations first, which takes 2-3 weeks. Prepare the budget allocation for market entry; it takes a week.\n",
        "- Consider starting with UK or Germany as entry markets.\n- I recommend to allocate 20% of the budget for regulatory compliance research.\n",
        "Would you like to discuss partnership opportunities?",
    ];

    [Fact]
    public async Task A_session_is_summarised_as_documented()
    {
        await using var story = await ChatStory.BeginAsync(new ScriptedAnswerer { Tokens = Answer });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "I want to plan the international expansion of my tech company. I will compare three consultancies by tomorrow.");

        var made = await SummarizeAsync(story, user, session, new
        {
            summary_type = "detailed",
            include_sources = true,
            focus_areas = new[] { "key_insights", "recommendations", "next_steps" },
        });

        Assert.Equal(200, made.Status);
        Assert.NotEqual(Guid.Empty, made.Json.GetProperty("summary_id").GetGuid());
        Assert.StartsWith("In this session with Dr. Bee, one message was sent, about ", made.Json.GetProperty("summary_text").GetString(), StringComparison.Ordinal);
        Assert.Contains("Market research is crucial before international expansion.", Texts(made, "key_insights"));
        Assert.Contains("Consider starting with UK or Germany as entry markets.", Texts(made, "recommendations"));
        Assert.Equal(["Partnership opportunities"], Texts(made, "next_session_topics"));
        var actions = made.Json.GetProperty("action_items").EnumerateArray().ToList();
        Assert.Equal(
            ["Compare three consultancies by tomorrow", "Research European market regulations first, which takes 2-3 weeks", "Prepare the budget allocation for market entry; it takes a week"],
            actions.Select(item => item.GetProperty("item").GetString()));
        Assert.Equal(["high", "high", "medium"], actions.Select(item => item.GetProperty("priority").GetString()));
        Assert.Equal(["unspecified", "2-3 weeks", "1 week"], actions.Select(item => item.GetProperty("estimated_effort").GetString()));
        Assert.Equal("extractive", made.Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task Sources_are_those_of_the_answers()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var answer = await story.SendAsync(user, session, "When is honey harvested?");
        var relevance = answer.Json.GetProperty("ai_response").GetProperty("sources")[0].GetProperty("relevance").GetDouble();

        var with = await SummarizeAsync(story, user, session, new { summary_type = "brief" });
        var without = await SummarizeAsync(story, user, session, new { summary_type = "brief", include_sources = false });

        var source = Assert.Single(with.Json.GetProperty("sources_referenced").EnumerateArray());
        Assert.Equal("The hive", source.GetProperty("title").GetString());
        Assert.Equal(relevance >= 0.75 ? "high" : relevance >= 0.5 ? "medium" : "low", source.GetProperty("relevance").GetString());
        Assert.Contains(Texts(with, "key_insights"), insight => insight.Contains("July", StringComparison.Ordinal));
        Assert.Empty(without.Json.GetProperty("sources_referenced").EnumerateArray());
    }

    [Fact]
    public async Task The_same_wish_makes_no_new_summary_and_a_new_one_keeps_the_notes()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        var first = await SummarizeAsync(story, user, session, new { summary_type = "brief" });

        var again = await SummarizeAsync(story, user, session, new { summary_type = "brief" });
        await story.Client.PutAsync($"/api/v1/sessions/{session}/summary", new { user_notes = "Mine" }, user.AccessToken);
        await story.SendAsync(user, session, "How long does an inspection last?");
        var next = await SummarizeAsync(story, user, session, new { summary_type = "brief" });

        Assert.Equal(first.Text, again.Text);
        Assert.NotEqual(first.Json.GetProperty("summary_text").GetString(), next.Json.GetProperty("summary_text").GetString());
        Assert.Equal(first.Json.GetProperty("summary_id").GetGuid(), next.Json.GetProperty("summary_id").GetGuid());
        Assert.Equal("Mine", next.Json.GetProperty("user_notes").GetString());
    }

    [Fact]
    public async Task Notes_and_a_rating_are_put_as_documented()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        await SummarizeAsync(story, user, session, new { summary_type = "detailed" });

        var put = await story.Client.PutAsync($"/api/v1/sessions/{session}/summary", new
        {
            user_notes = "This was very helpful. Need to focus on UK market first.",
            private_notes = "Remember to discuss budget constraints next time",
            rating = 5,
            follow_up_needed = true,
        }, user.AccessToken);
        var read = await story.GetAsync(user, session, "/summary");

        Assert.Equal(200, put.Status);
        Assert.Equal(put.Text, read.Text);
        Assert.Equal("This was very helpful. Need to focus on UK market first.", read.Json.GetProperty("user_notes").GetString());
        Assert.Equal("Remember to discuss budget constraints next time", read.Json.GetProperty("private_notes").GetString());
        Assert.Equal(5, read.Json.GetProperty("rating").GetInt32());
        Assert.True(read.Json.GetProperty("follow_up_needed").GetBoolean());
    }

    [Fact]
    public async Task A_session_of_somebody_else_has_no_summary()
    {
        await using var story = await ChatStory.BeginAsync();
        var (user, stranger) = (await story.NewUserAsync(), await story.NewUserAsync());
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        await SummarizeAsync(story, user, session, new { });

        var answers = new[]
        {
            await SummarizeAsync(story, stranger, session, new { }),
            await story.GetAsync(stranger, session, "/summary"),
            await story.Client.PutAsync($"/api/v1/sessions/{session}/summary", new { rating = 1 }, stranger.AccessToken),
            await story.Client.GetAsync($"/api/v1/users/{user.Id}/summaries", stranger.AccessToken),
            await SummarizeAsync(story, user, Guid.NewGuid(), new { }),
        };

        Assert.All(answers, answer => Assert.Equal(404, answer.Status));
    }

    [Fact]
    public async Task What_cannot_be_summarised_says_why()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var silent = await SummarizeAsync(story, user, session, new { summary_type = "brief" });
        var unknown = await SummarizeAsync(story, user, session, new { summary_type = "long" });
        var none = await story.GetAsync(user, session, "/summary");
        var crowded = await SummarizeAsync(story, user, session, new { focus_areas = Enumerable.Repeat("a", 11) });

        Assert.Equal(409, silent.Status);
        Assert.Equal(400, unknown.Status);
        Assert.Equal("summary_type", unknown.ErrorField);
        Assert.Equal(404, none.Status);
        Assert.Equal("focus_areas", crowded.ErrorField);
    }

    [Fact]
    public async Task Summaries_are_listed_with_their_filters()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var sessions = new List<Guid>();
        for (var at = 0; at < 3; at++)
        {
            sessions.Add(await story.StartIdAsync(user));
            await story.SendAsync(user, sessions[at], "When is honey harvested?");
            await SummarizeAsync(story, user, sessions[at], new { summary_type = "brief" });
        }

        var all = await ListAsync(story, user, "");
        var second = await ListAsync(story, user, "?page=2&limit=2");
        var today = await ListAsync(story, user, $"?expert_id={story.CloneId}&date_range=7d&category=life-coaching");
        var others = await ListAsync(story, user, "?category=Finance");
        var old = await ListAsync(story, user, "?date_range=2020-01-01..2020-12-31");
        var wrong = await ListAsync(story, user, "?date_range=yesterday");
        await story.StartIdAsync(user);
        var history = await story.Client.GetAsync("/api/v1/sessions/history", user.AccessToken);

        Assert.Equal(sessions.AsEnumerable().Reverse(), Sessions(all));
        Assert.Equal([sessions[0]], Sessions(second));
        Assert.Equal(3, second.Json.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.Equal(3, Sessions(today).Count);
        Assert.Empty(Sessions(others));
        Assert.Empty(Sessions(old));
        Assert.Equal("date_range", wrong.ErrorField);
        Assert.Equal(
            [false, true, true, true],
            history.Json.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("has_summary").GetBoolean()));
    }

    [Fact]
    public async Task An_action_item_is_completed_and_stays_so_in_the_next_summary()
    {
        await using var story = await ChatStory.BeginAsync(new ScriptedAnswerer { Tokens = Answer });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "How do I expand?");
        await SummarizeAsync(story, user, session, new { });
        var items = $"/api/v1/users/{user.Id}/action-items";
        var item = (await story.Client.GetAsync(items, user.AccessToken)).Json.GetProperty("action_items")[0].GetProperty("item_id").GetGuid();

        var done = await story.Client.PutAsync($"{items}/{item}", new { completed = true }, user.AccessToken);
        var again = await SummarizeAsync(story, user, session, new { summary_type = "brief" });
        var open = await story.Client.GetAsync($"{items}?status=open", user.AccessToken);
        var one = await story.Client.GetAsync($"{items}/{item}", user.AccessToken);
        var stranger = await story.Client.PutAsync($"{items}/{item}", new { completed = false }, (await story.NewUserAsync()).AccessToken);

        Assert.True(done.Json.GetProperty("completed").GetBoolean());
        Assert.True(again.Json.GetProperty("action_items")[0].GetProperty("completed").GetBoolean());
        Assert.Equal(1, open.Json.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.Equal(done.Text, one.Text);
        Assert.Equal(404, stranger.Status);
    }

    [Fact]
    public async Task A_model_that_fails_is_stood_in_for_and_the_answer_says_so()
    {
        await using var story = await ChatStory.BeginAsync(
            new ScriptedAnswerer { Tokens = Answer, ModelNames = ["main"] }, null, ("Models:Providers:main:BaseUrl", "http://127.0.0.1:1/v1"), ("Models:Providers:main:Model", "m"));
        var configured = await story.Client.PutAsync($"/api/v1/clones/{story.CloneId}/rag/config", new { response_model = "main" }, story.Creator.AccessToken);
        Assert.Equal(200, configured.Status);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "How do I expand?");

        var made = await SummarizeAsync(story, user, session, new { });

        Assert.Equal("extractive", made.Json.GetProperty("method").GetString());
        Assert.Contains("model.unavailable", made.Json.GetProperty("method_note").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(Texts(made, "key_insights"));
    }

    [Fact]
    public async Task A_long_transcript_is_read_in_part()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Summaries:MaxMessages", "10"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        foreach (var number in Enumerable.Range(1, 6)) await story.SendAsync(user, session, $"When is honey harvested in year {number}?");

        var made = await SummarizeAsync(story, user, session, new { });

        Assert.Equal(12, made.Json.GetProperty("messages_total").GetInt32());
        Assert.Equal(10, made.Json.GetProperty("messages_considered").GetInt32());
    }

    private static Task<Answer> SummarizeAsync(ChatStory story, SignedInUser user, Guid session, object wish) =>
        story.Client.PostAsync($"/api/v1/sessions/{session}/summarize", wish, user.AccessToken);

    private static Task<Answer> ListAsync(ChatStory story, SignedInUser user, string query) =>
        story.Client.GetAsync($"/api/v1/users/{user.Id}/summaries{query}", user.AccessToken);

    private static List<Guid> Sessions(Answer list) =>
        [.. list.Json.GetProperty("summaries").EnumerateArray().Select(summary => summary.GetProperty("session_id").GetGuid())];

    private static List<string> Texts(Answer answer, string member) =>
        [.. answer.Json.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
