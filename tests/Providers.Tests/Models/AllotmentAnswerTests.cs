using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;

namespace Providers.Tests.Models;

/// <summary>The built-in answerer on a small handbook, cut as paginated text is: the right facts, and only them.</summary>
public sealed class AllotmentAnswerTests
{
    private const int ChunkLength = 1000;
    private const int Overlap = 200;

    private static readonly List<Passage> Chunks = ReadChunks();

    [Theory]
    [InlineData("How much is the rent for a full plot?", "62 pounds", "deposit")]
    [InlineData("When is rent due?", "1 October", "31 October")]
    [InlineData("How long do I have to wait for a half plot?", "seven months", "Hoses")]
    [InlineData("Who keeps the waiting list?", "Ruth Okafor", "Tom Field")]
    [InlineData("When can I use a hose?", "between 18:00 and 21:00", "butts")]
    [InlineData("Are sprinklers allowed?", "Sprinklers are not allowed", "Cockerels")]
    [InlineData("Why must water butts have a lid?", "mosquitoes do not breed", "polycarbonate")]
    [InlineData("How big can my shed be?", "2.4 by 1.8 metres", "250")]
    [InlineData("Can I use glass in my greenhouse?", "use polycarbonate instead", "glyphosate")]
    [InlineData("What is compost?", "decayed plant material", "hens")]
    [InlineData("Can I compost blighted potatoes?", "Never compost potato", "Bonfires are allowed")]
    [InlineData("When are bonfires permitted?", "from November to February only", "Rent")]
    [InlineData("Which weedkillers are banned?", "glyphosate", "hens")]
    [InlineData("May I keep chickens?", "six hens", "compost")]
    [InlineData("Where may beehives stand?", "north-east corner of North Field", "Dogs")]
    [InlineData("Who is the site manager and what is his phone number?", "01632 960 114", "Annette")]
    [InlineData("When does the committee meet?", "second Tuesday of each month", "burst")]
    [InlineData("How do I get my deposit back?", "found clear of rubbish", "Dogs")]
    [InlineData("How hot does the heap get?", "60 degrees", "Gather")]
    [InlineData("what should I do in an emergency", "call the site manager at any hour", "Annette")]
    public void The_fact_is_quoted_and_what_was_not_asked_is_not(string question, string fact, string other)
    {
        var (text, used) = Ask(question);

        Assert.Contains(fact, text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, text, StringComparison.Ordinal);
        Assert.NotEmpty(used);
        Assert.Contains("(p. ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("How do I train for a marathon?")]
    [InlineData("Can I pay by credit card?")]
    [InlineData("Is there a discount for students?")]
    [InlineData("asdf qwerty")]
    public void What_the_documents_do_not_say_it_does_not_know(string question)
    {
        var (text, used) = Ask(question);

        Assert.StartsWith("I don't know", text, StringComparison.Ordinal);
        Assert.Contains("plots and rent, water and bonfires", text, StringComparison.Ordinal);
        Assert.Empty(used);
    }

    [Fact]
    public void Steps_stay_steps()
    {
        var (text, _) = Ask("How do I start a hot heap?");

        Assert.Contains("\n1. Gather at least one cubic metre", text, StringComparison.Ordinal);
        Assert.Contains("\n4. Turn the heap after ten days, and again every week.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_were_run_together_are_taken_apart()
    {
        const string RunTogether = "How to brew tea:\n1. Boil the water. 2. Warm the pot. 3. Let it draw for 2.5 minutes.";

        var (text, _) = Compose("How do I brew tea?", [AnswererBench.Passage(RunTogether, page: null)]);

        Assert.EndsWith("\n1. Boil the water.\n2. Warm the pot.\n3. Let it draw for 2.5 minutes.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_a_table_is_read_under_its_columns()
    {
        const string Table = "What we sell\nTea | Price | Origin\nAssam | €4 | India\nSencha | €6 | Japan";

        var (text, _) = Compose("How much does the Sencha cost?", [AnswererBench.Passage(Table)]);

        Assert.Contains("- Sencha – Price: €6; Origin: Japan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Assam", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frequent_question_leads_to_its_answer()
    {
        const string Frequent = "Do you deliver abroad?\nYes, to all of Europe. It takes a week.\nCan I return an opened tin?\nWithin fourteen days, and we pay the postage.";

        var (text, _) = Compose("May I return a tin once it is opened?", [AnswererBench.Passage(Frequent)]);

        Assert.Contains("“Within fourteen days, and we pay the postage.”", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Europe", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_comes_whole_with_the_line_that_announces_it()
    {
        var (text, _) = Ask("list the steps before putting up a structure");

        Assert.Contains("“Before you put up any structure:”\n\n- draw a sketch", text, StringComparison.Ordinal);
        Assert.Contains("\n- wait for the written answer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_leans_back_brings_the_one_before_it()
    {
        var (text, _) = Ask("Why do lids keep children out of the butts?");

        Assert.Contains("Each plot may have up to three water butts. They must have a lid", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_follow_up_is_understood_from_the_question_before()
    {
        var (first, _) = Ask("When is rent due?");

        var (second, _) = Ask("and what happens if I pay late?", new TranscriptTurn("When is rent due?", first));

        Assert.Contains("not paid by 31 October is overdue", second, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tells_what_was_not_told_yet()
    {
        var (first, _) = Ask("Tell me about water");

        var (second, _) = Ask("tell me more", new TranscriptTurn("Tell me about water", first));

        Assert.Contains("the pipes are drained", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Mains water is turned on", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hi", "Hello, I'm Riverside Allotments.")]
    [InlineData("Good morning!", "Hello, I'm Riverside Allotments.")]
    [InlineData("Thanks a lot!", "You're welcome.")]
    [InlineData("ok bye", "Goodbye.")]
    [InlineData("Who are you?", "I am the built-in answerer")]
    [InlineData("Are you ChatGPT?", "not a large language model")]
    [InlineData("Which model are you?", "I am the built-in answerer")]
    [InlineData("What can you help me with?", "You can ask me about plots and rent, water and bonfires.")]
    [InlineData("…", "I did not get a question.")]
    public void Small_talk_is_answered_as_such(string question, string reply)
    {
        var (text, used) = Ask(question);

        Assert.Contains(reply, text, StringComparison.Ordinal);
        Assert.Empty(used);
    }

    [Fact]
    public void Hundreds_of_long_passages_are_answered_quickly()
    {
        var passages = Enumerable.Range(0, 300).Select(at => Chunks[at % Chunks.Count] with { ChunkId = Guid.NewGuid() }).ToArray();
        var started = TimeProvider.System.GetTimestamp();

        Compose("How much is the rent for a full plot?", passages);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    private static (string Text, IReadOnlyList<int> Used) Ask(string question, params TranscriptTurn[] history) =>
        Compose(question, Search(SearchText.From(question, history)), history);

    private static (string Text, IReadOnlyList<int> Used) Compose(string question, Passage[] passages, params TranscriptTurn[] history) =>
        Grains.Providers.Models.Embedded.AnswerComposer.Compose(AnswererBench.Ask(question, "embedded", passages) with { History = history });

    private static Passage[] Search(string query)
    {
        var terms = Words.ContentStems(query).ToHashSet(StringComparer.Ordinal);
        return [.. Chunks
            .Select(chunk => chunk with { Score = (double)Words.ContentStems(chunk.Text).Distinct().Count(terms.Contains) / Math.Max(1, terms.Count) })
            .Where(chunk => chunk.Score > 0)
            .OrderByDescending(chunk => chunk.Score)
            .Take(5)];
    }

    private static List<Passage> ReadChunks()
    {
        var chunks = new List<Passage>();
        var pages = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Models", "Fixtures", "allotment.txt")).Split('\f');
        for (var page = 0; page < pages.Length; page++)
        {
            for (var at = 0; at == 0 || at + Overlap < pages[page].Length; at += ChunkLength - Overlap)
                chunks.Add(AnswererBench.Passage(pages[page][at..Math.Min(at + ChunkLength, pages[page].Length)], page + 1));
        }

        return chunks;
    }
}
