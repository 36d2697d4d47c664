using Grains.Chat.Models;
using Grains.Providers.Models;
using Grains.Providers.Models.Embedded;
using Grains.Chat.Prompts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Models;

public sealed class BuiltInModelTests
{
    private static readonly AnswerRequest Rent = AnswererBench.Ask(
        "When is the rent due?",
        "embedded",
        AnswererBench.Passage("Hoses may be used in the evening."),
        AnswererBench.Passage("Rent is due on 1 October and covers the following twelve months. Hoses are forbidden.", 4));

    [Fact]
    public async Task The_same_request_gives_the_same_text_and_its_own_token_count()
    {
        using var bench = AnswererBench.Embedded();

        var (first, last, pieces) = await bench.AnswerAsync(Rent);
        var (second, _, _) = await bench.AnswerAsync(Rent);

        Assert.Equal(first, second);
        Assert.Equal("On the timing, Members' Handbook says:\n\n“Rent is due on 1 October and covers the following twelve months.” (p. 4)", first);
        Assert.Equal(bench.Answerer.CountTokens(first), last.Usage!.OutputTokens);
        Assert.Equal(last.Usage.OutputTokens + 1, pieces);
        Assert.Equal([1], last.UsedPassages);
    }

    [Fact]
    public async Task An_answer_continues_where_its_stored_part_ends()
    {
        using var bench = AnswererBench.Embedded();
        var (whole, last, _) = await bench.AnswerAsync(Rent);

        for (var stored = 0; stored <= whole.Length; stored += 7)
        {
            var (rest, lastOfRest, _) = await bench.AnswerAsync(Rent with { Continue = whole[..stored] });

            Assert.Equal(whole[stored..], rest);
            Assert.Equal(last.Usage, lastOfRest.Usage);
        }
    }

    [Fact]
    public async Task A_stored_part_of_another_text_is_not_continued()
    {
        using var bench = AnswererBench.Embedded();

        var failure = await bench.FailAsync(Rent with { Continue = "Something else entirely" });

        Assert.Equal(ModelFailures.BrokenStream, failure.Code);
        Assert.False(failure.Retryable);
    }

    [Fact]
    public async Task The_token_limit_cuts_the_answer_exactly()
    {
        using var bench = AnswererBench.Embedded();

        var (text, last, _) = await bench.AnswerAsync(Rent with { MaxTokens = 9 });

        Assert.Equal(9, bench.Answerer.CountTokens(text));
        Assert.Equal(9, last.Usage!.OutputTokens);
        Assert.Equal("length", last.FinishReason);
    }

    [Fact]
    public async Task The_first_token_comes_at_once_and_the_others_at_the_set_pace()
    {
        var clock = new HandClock();
        using var bench = AnswererBench.Embedded(tokensPerSecond: 10, clock);
        await using var pieces = bench.Answerer.AnswerAsync(Rent, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await pieces.MoveNextAsync());
        var received = pieces.Current.Text;
        Assert.True(await pieces.MoveNextAsync());
        received += pieces.Current.Text;
        var waiting = pieces.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await waiting);
        received += pieces.Current.Text;

        Assert.InRange(bench.Answerer.CountTokens(received), 10, 12);
    }

    [Fact]
    public async Task What_is_already_stored_is_not_paced_again()
    {
        var clock = new HandClock();
        using var bench = AnswererBench.Embedded();
        var (whole, _, _) = await bench.AnswerAsync(Rent);
        using var slow = AnswererBench.Embedded(tokensPerSecond: 1, clock);
        var almost = whole[..^1];

        var (rest, _, _) = await slow.AnswerAsync(Rent with { Continue = almost });

        Assert.Equal(whole[^1..], rest);
    }

    [Fact]
    public async Task Cancelling_a_paced_answer_stops_it()
    {
        using var bench = AnswererBench.Embedded(tokensPerSecond: 1, new HandClock());
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in bench.Answerer.AnswerAsync(Rent, cancel.Token)) await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task From_messages_alone_it_gives_the_same_facts()
    {
        using var client = new EmbeddedChatClient(0, TimeProvider.System);

        var response = await client.GetResponseAsync(AnswerPrompt.Build(Rent));

        Assert.Contains("Rent is due on 1 October", response.Text, StringComparison.Ordinal);
        Assert.Contains("(p. 4)", response.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task Echo_streams_the_question_back()
    {
        using var bench = AnswererBench.Embedded();

        var (text, last, _) = await bench.AnswerAsync(Rent with { Model = "echo", Question = "one two three" });

        Assert.Equal("one two three", text);
        Assert.Equal(3, last.Usage!.OutputTokens);
        Assert.Empty(last.UsedPassages!);
    }

    [Fact]
    public async Task Echo_is_not_there_unless_it_is_switched_on()
    {
        using var bench = new AnswererBench(new ModelsOptions { Embedded = { TokensPerSecond = 0 } });

        var (text, _, _) = await bench.AnswerAsync(Rent with { Model = "echo" });

        Assert.Contains("1 October", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_nobody_configured_is_answered_by_the_embedded_one()
    {
        using var bench = AnswererBench.Embedded();

        var (text, _, _) = await bench.AnswerAsync(Rent with { Model = "gpt-4" });

        Assert.Contains("1 October", text, StringComparison.Ordinal);
        Assert.True(bench.Answerer.CanContinue("gpt-4"));
    }

    [Theory]
    [InlineData("https://user:secret@example.org/v1", "m", "BaseUrl")]
    [InlineData("ftp://example.org", "m", "BaseUrl")]
    [InlineData("https://example.org/v1", "", "Model")]
    public void Settings_that_cannot_work_are_named(string url, string model, string setting)
    {
        var options = new ModelsOptions { Providers = { ["main"] = new ProviderOptions { BaseUrl = url, Model = model } } };

        var thrown = Assert.Throws<OptionsValidationException>(() => new AnswererBench(options));

        Assert.Contains($"Models:Providers:main:{setting}", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }
}
