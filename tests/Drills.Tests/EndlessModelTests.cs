using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D13: the model sends five megabytes, or never ends.</summary>
public sealed class EndlessModelTests
{
    [Fact]
    public async Task An_answer_without_end_is_cut_and_costs_no_more_than_its_limit()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var drill = await Drill.StartAsync(new ServerSetup(upstream.Settings(timeoutSeconds: 10)));
        var byTokens = await drill.Creator.PublishCloneAsync(new { model = "per_token", price_per_1k_tokens = 0.1m });
        var user = await drill.NewUserAsync();
        var perMessage = await user.StartSessionAsync(drill.Clone);
        var perToken = await user.StartSessionAsync(byTokens);

        foreach (var (name, script) in new[] { ("five megabytes", ScriptedUpstream.Huge(5_000_000)), ("without end", ScriptedUpstream.Endless) })
        {
            upstream.Script = script;
            Assert.Equal((Drill.Price, "length"), await AskAsync(perMessage, name));

            // The clone's answers have 1,000 tokens at most; a model that ignores that is cut at twice as many and a few.
            var (cost, finish) = await AskAsync(perToken, name);
            Assert.Equal("length", finish);
            Assert.InRange(cost, 0.1m, 0.2064m);
            await Patience.UntilAsync(() => upstream.Open == 0, TimeSpan.FromSeconds(20), "the model's stream to be closed");
        }

        Assert.InRange(drill.Server.ResidentBytes(), 0, 500_000_000);
        await drill.AssertKeptItsWordAsync();
    }

    private static async Task<(decimal Cost, string? Finish)> AskAsync(DrillSession session, string messageId)
    {
        var answer = (await session.User.SendMessageAsync(session, messageId, "Tell me everything."))!;
        Assert.True(answer.IsSuccess, answer.Text[..Math.Min(500, answer.Text.Length)]);
        var response = answer.Json.GetProperty("ai_response");
        Assert.InRange(response.GetProperty("content").GetString()!.Length, 1, 200_000);
        return (response.GetProperty("cost_increment").GetDecimal(), response.GetProperty("finish_reason").GetString());
    }
}
