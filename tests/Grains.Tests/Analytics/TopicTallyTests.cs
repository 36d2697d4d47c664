using Grains.Analytics.Topics;

namespace Grains.Tests.Analytics;

public sealed class TopicTallyTests
{
    [Fact]
    public void What_one_session_alone_says_is_nobodys_topic() =>
        Assert.Empty(Top(["Quantum physics", "quantum physics, quantum physics!"], ["Something else"]));

    [Fact]
    public void A_session_counts_a_phrase_once() => Assert.Equal(
        ["Tax Return", "Pension"],
        Top(["Pension pension pension", "tax return"], ["My tax return"], ["A pension"], ["A tax return"]));

    [Fact]
    public void Inflected_forms_are_one_topic_under_their_commonest_form() =>
        Assert.Equal(["Marketing Plan"], Top(["marketing plans"], ["the marketing plan"], ["a marketing plan"]));

    [Fact]
    public void A_phrase_ends_with_its_clause() =>
        Assert.Equal(["Budget", "Marketing"], Top(["marketing. Budget"], ["marketing, budget"]));

    [Fact]
    public void Stop_words_numbers_and_short_words_are_no_topics() =>
        Assert.Empty(Top(["What is it that I should do at 10:30 on 12 May if my IQ is 100?"], ["What is it that I should do at 10:30 if my IQ is 100?"]));

    [Fact]
    public void A_part_that_is_said_more_often_stays_beside_the_whole() =>
        Assert.Equal(["Strategy", "Business Strategy"], Top(["business strategy"], ["business strategy"], ["a strategy"]));

    [Fact]
    public void There_are_no_more_than_asked_for()
    {
        var tally = new TopicTally();
        for (var session = 0; session < 2; session++) tally.AddSession(["alpha. beta. gamma. delta."]);

        Assert.Equal(["Alpha", "Beta"], tally.Top(2));
    }

    private static IReadOnlyList<string> Top(params string[][] sessions)
    {
        var tally = new TopicTally();
        foreach (var messages in sessions) tally.AddSession(messages);
        return tally.Top(10);
    }
}
