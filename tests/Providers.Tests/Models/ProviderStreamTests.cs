using Grains.Chat.Models;
using Microsoft.AspNetCore.Http;
using static Providers.Tests.Models.ScriptedModelServer;

namespace Providers.Tests.Models;

public sealed class ProviderStreamTests
{
    [Fact]
    public async Task Slow_tokens_within_the_idle_limit_are_waited_for()
    {
        await using var server = await StartAsync(Streams(async context =>
        {
            for (var piece = 0; piece < 5; piece++)
            {
                await SendAsync(context, Piece($"{piece} "));
                await Task.Delay(100, context.RequestAborted);
            }

            await FinishAsync(context, "stop", usage: true);
        }));
        using var bench = AnswererBench.Over(server, provider => provider.IdleSeconds = 5);

        var (text, last, _) = await bench.AnswerAsync(AnswererBench.Ask("q"));

        Assert.Equal("0 1 2 3 4 ", text);
        Assert.Equal("stop", last.FinishReason);
    }

    [Fact]
    public async Task Silence_before_the_first_token_ends_at_the_deadline_and_closes_the_stream()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(Streams(context => server!.HangAsync(context)));
        using var bench = AnswererBench.Over(server, provider => provider.TimeoutSeconds = 0.4);
        var started = TimeProvider.System.GetTimestamp();

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.Timeout, failure.Code);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.35, 5);
        Assert.Single(server.Requests);
        await server.ClientLeft.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_request_without_an_answer_ends_at_the_deadline()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(context => server!.HangAsync(context));
        using var bench = AnswererBench.Over(server, provider => provider.TimeoutSeconds = 0.4);

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.Timeout, failure.Code);
        await server.ClientLeft.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Silence_in_mid_answer_ends_at_the_idle_limit_and_keeps_what_came()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(Streams(async context =>
        {
            await SendAsync(context, Piece("half"));
            await server!.HangAsync(context);
        }));
        using var bench = AnswererBench.Over(server, provider => provider.IdleSeconds = 0.3);
        var received = new List<string>();

        var failure = await bench.FailAsync(AnswererBench.Ask("q"), received);

        Assert.Equal(ModelFailures.Timeout, failure.Code);
        Assert.Equal(["half"], received);
        Assert.Single(server.Requests);
        await server.ClientLeft.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_stream_cut_in_mid_answer_is_broken_and_is_not_tried_again()
    {
        // A reset may overtake what was sent before it, so the server cuts only when the piece has arrived.
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StartAsync(
            Streams(async context =>
            {
                await SendAsync(context, Piece("half"));
                await arrived.Task;
                await CutAsync(context);
            }),
            Answers("again"));
        using var bench = AnswererBench.Over(server);

        var failure = await Assert.ThrowsAsync<ModelFailedException>(async () =>
        {
            await foreach (var chunk in bench.Answerer.AnswerAsync(AnswererBench.Ask("q"), CancellationToken.None))
            {
                Assert.Equal("half", chunk.Text);
                arrived.SetResult();
            }
        });

        Assert.Equal(ModelFailures.BrokenStream, failure.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_stream_that_ends_without_saying_so_is_broken()
    {
        await using var server = await StartAsync(Streams(context => SendAsync(context, Piece("half"))));
        using var bench = AnswererBench.Over(server);

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.BrokenStream, failure.Code);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"choices\":\"none\"}")]
    public async Task Garbage_in_mid_answer_is_a_broken_stream(string garbage)
    {
        await using var server = await StartAsync(Streams(async context =>
        {
            await SendAsync(context, Piece("half"));
            await SendAsync(context, garbage);
        }));
        using var bench = AnswererBench.Over(server);

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.BrokenStream, failure.Code);
    }

    [Fact]
    public async Task Garbage_instead_of_an_answer_is_tried_again_and_then_typed()
    {
        var garbage = Refuses(200, body: "<html>It works!</html>");
        await using var server = await StartAsync(garbage, garbage, garbage);
        using var bench = AnswererBench.Over(server);

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Contains(failure.Code, new[] { ModelFailures.BrokenStream, ModelFailures.Unavailable });
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_never_ending_answer_is_cut_at_the_token_cap_and_its_stream_closed()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(Streams(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await SendAsync(context, Piece("more and more "));
            server!.ClientLeft.TrySetResult();
        }));
        using var bench = AnswererBench.Over(server);

        var (_, last, _) = await bench.AnswerAsync(AnswererBench.Ask("q") with { MaxTokens = 100 });

        Assert.Equal("length", last.FinishReason);
        Assert.InRange(last.Usage!.OutputTokens, 264, 270);
    }

    [Fact]
    public async Task An_answer_that_drips_on_is_cut_at_the_time_cap()
    {
        await using var server = await StartAsync(Streams(async context =>
        {
            while (true)
            {
                await SendAsync(context, Piece("."));
                await Task.Delay(20, context.RequestAborted);
            }
        }));
        using var bench = AnswererBench.Over(server, provider => provider.AnswerSeconds = 0.5);

        var (_, last, _) = await bench.AnswerAsync(AnswererBench.Ask("q"));

        Assert.Equal("length", last.FinishReason);
    }

    [Fact]
    public async Task A_huge_piece_is_cut_at_the_character_cap()
    {
        await using var server = await StartAsync(Streams(async context =>
        {
            await SendAsync(context, Piece(new string('x', 5_000_000)));
            await FinishAsync(context, "stop", usage: true);
        }));
        using var bench = AnswererBench.Over(server, all: options => options.MaxAnswerCharacters = 10_000);

        var (text, last, _) = await bench.AnswerAsync(AnswererBench.Ask("q") with { MaxTokens = 10_000 });

        Assert.Equal(10_000, text.Length);
        Assert.Equal("length", last.FinishReason);
    }

    [Fact]
    public async Task A_line_without_end_cannot_fill_the_memory()
    {
        await using var server = await StartAsync(Streams(async context =>
        {
            var block = new string('x', 1 << 20);
            await context.Response.WriteAsync("data: \"");
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(block, context.RequestAborted);
        }));
        using var bench = AnswererBench.Over(server, provider => provider.Retries = 0);

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.Unavailable, failure.Code);
    }

    [Fact]
    public async Task Cancelling_closes_the_providers_stream()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(Streams(async context =>
        {
            await SendAsync(context, Piece("half"));
            await server!.HangAsync(context);
        }));
        using var bench = AnswererBench.Over(server);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in bench.Answerer.AnswerAsync(AnswererBench.Ask("q"), cancel.Token)) await cancel.CancelAsync();
        });

        await server.ClientLeft.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Leaving_the_enumeration_closes_the_providers_stream()
    {
        ScriptedModelServer? server = null;
        await using var running = server = await StartAsync(Streams(async context =>
        {
            await SendAsync(context, Piece("half"));
            await server!.HangAsync(context);
        }));
        using var bench = AnswererBench.Over(server);

        await foreach (var _ in bench.Answerer.AnswerAsync(AnswererBench.Ask("q"), CancellationToken.None)) break;

        await server.ClientLeft.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task After_five_failures_the_provider_is_left_alone()
    {
        await using var server = await StartAsync();
        using var bench = AnswererBench.Over(server, provider => provider.Retries = 0);
        for (var failed = 0; failed < 5; failed++) await bench.FailAsync(AnswererBench.Ask("q"));

        var failure = await bench.FailAsync(AnswererBench.Ask("q"));

        Assert.Equal(ModelFailures.Unavailable, failure.Code);
        Assert.NotNull(failure.RetryAfter);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task After_the_pause_one_probe_brings_the_provider_back()
    {
        var failing = Enumerable.Repeat(Refuses(500), 5);
        await using var server = await StartAsync([.. failing, Answers("back")]);
        var clock = new HandClock();
        using var bench = AnswererBench.Over(server, provider => provider.Retries = 0, clock: clock);
        for (var failed = 0; failed < 5; failed++) await bench.FailAsync(AnswererBench.Ask("q"));
        clock.Advance(TimeSpan.FromSeconds(31));

        var (text, _, _) = await bench.AnswerAsync(AnswererBench.Ask("q"));

        Assert.Equal("back", text);
    }
}
