using Grains.Chat;
using Grains.Summaries;
using Grains.Summaries.Extraction;

namespace Grains.Tests.Summaries;

public sealed class ExtractionTests
{
    [Theory]
    [InlineData("I need to call the bank by tomorrow.", "Call the bank by tomorrow")]
    [InlineData("We'll compare three offers.", "Compare three offers")]
    [InlineData("Let's review the contract together.", "Review the contract together")]
    [InlineData("I will be there.", null)]
    [InlineData("Should I call the bank?", null)]
    [InlineData("The bank called me.", null)]
    public void What_a_user_resolves_is_an_action(string said, string? action)
    {
        Assert.Equal(action, ActionFinder.Action(new SpokenSentence(0, 0, true, said)));
    }

    [Theory]
    [InlineData("Research the market regulations.", "Research the market regulations")]
    [InlineData("First, prepare a budget for the entry.", "Prepare a budget for the entry")]
    [InlineData("You need to register the company.", "Register the company")]
    [InlineData("Make sure to keep the receipts.", "Keep the receipts")]
    [InlineData("You should start with the UK.", null)]
    [InlineData("Consider starting with Germany.", null)]
    [InlineData("Markets differ by region.", null)]
    public void What_an_answer_orders_is_an_action_and_advice_is_not(string said, string? action)
    {
        Assert.Equal(action, ActionFinder.Action(new SpokenSentence(0, 0, false, said)));
    }

    [Theory]
    [InlineData("It takes 2 to 3 weeks.", "2-3 weeks")]
    [InlineData("Plan two days for it.", "two days")]
    [InlineData("An hour is enough.", "1 hour")]
    [InlineData("Do it every 2 weeks.", null)]
    [InlineData("I did it 3 days ago.", null)]
    [InlineData("Do it.", null)]
    public void Effort_is_what_the_sentence_states(string sentence, string? effort)
    {
        Assert.Equal(effort, Effort.Of(sentence));
    }

    [Theory]
    [InlineData("Call the bank immediately", "high")]
    [InlineData("Maybe you could paint it later", "low")]
    [InlineData("Call the bank", "medium")]
    public void Priority_is_how_pressing_the_words_are(string sentence, string priority)
    {
        Assert.Equal(priority, Effort.PriorityOf(sentence));
    }

    [Fact]
    public void An_action_is_the_same_whatever_its_marks()
    {
        var session = Guid.NewGuid();

        Assert.Equal(ActionFinder.IdOf(session, "Call the bank"), ActionFinder.IdOf(session, "call the bank!"));
        Assert.NotEqual(ActionFinder.IdOf(session, "Call the bank"), ActionFinder.IdOf(Guid.NewGuid(), "Call the bank"));
    }

    [Fact]
    public void Topics_are_pairs_of_words_that_come_back()
    {
        var topics = TopicFinder.Find(["How does market entry work?", "Market entry needs money.", "Bees need sun.", "Money is short."], 3);

        Assert.Equal(["market entry", "money"], topics.Take(2).Select(topic => topic.Name));
        Assert.Equal([0, 1], topics[0].Texts);
    }

    [Fact]
    public void Open_questions_are_the_topics_of_the_next_session()
    {
        var transcript = Talk("What is a hive tool?", "I don't know: my documents hold no answer to that.", "What about smoke?", "Smoke calms bees very well.", "Next time I want to talk about winter feeding.");

        var next = OpenQuestions.Find(transcript, SpokenSentences.Read(transcript), 5);

        Assert.Equal(["A hive tool", "Winter feeding"], next);
    }

    [Fact]
    public void The_same_transcript_gives_the_same_summary_and_insights_repeat_nothing()
    {
        var transcript = Talk(
            "How do I inspect a hive?",
            "A hive is opened on a warm day. A hive is opened on a warm day. Frames are lifted one by one from the edge inwards. The queen is found by looking for eggs.");
        var wishes = SummaryWishes.Of(new SummarizeSession(Guid.Empty, SummaryType.Detailed, true, []));

        var (one, other) = (ExtractiveSummary.Make(Guid.Empty, transcript, wishes), ExtractiveSummary.Make(Guid.Empty, transcript, wishes));

        Assert.Equal(one.Text, other.Text);
        Assert.Equal<string>(one.KeyInsights.AsEnumerable(), other.KeyInsights);
        Assert.Single(one.KeyInsights, insight => insight == "A hive is opened on a warm day.");
        Assert.Contains("The queen is found by looking for eggs.", one.KeyInsights);
    }

    [Fact]
    public void Quotes_lists_and_citations_are_read_without_their_marks()
    {
        var sentences = SpokenSentences.Read(Talk("q", "My documents say:\n\n“Smoke calms the bees.” (p. 3)\n\n- **Open** the hive [1]\n2. Lift a frame"));

        Assert.Equal(["q", "Smoke calms the bees.", "Open the hive", "Lift a frame"], sentences.Select(sentence => sentence.Text));
    }

    private static Transcript Talk(params string[] said)
    {
        var messages = said.Select((text, at) => new TranscriptMessage(Guid.NewGuid(), at % 2 == 0, text, Array.Empty<AnswerSource>(), DateTimeOffset.UnixEpoch)).ToList();
        return new Transcript("Dr. Bee", messages, messages.Count);
    }
}
