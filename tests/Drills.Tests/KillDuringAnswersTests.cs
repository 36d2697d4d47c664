using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D1: kill -9 in the middle of streamed answers, then a restart.</summary>
public sealed class KillDuringAnswersTests
{
    private const string Question = "How does the day of a recruit go, from the morning drill to the evening?";

    [Fact]
    public async Task No_message_is_lost_or_doubled_and_every_charge_is_there_once()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(("Models:Embedded:TokensPerSecond", "30")), Orders);
        var clients = await drill.NewClientsAsync(Scale.Of(20, 50));

        await AskAndKillAsync(drill, clients, "first", untilFrame: "ai_response_delta");
        await AskAndKillAsync(drill, clients, "second", untilFrame: "message_accepted");

        // The built-in model tells the same again, so that every answer is whole in the end.
        foreach (var client in clients)
        {
            await client.AssertToldAllOnceAsync();
            Assert.Equal(["stop", "stop"], (await Oracle.TranscriptAsync(client.Session)).Where(IsAnswer).Select(FinishReason));
        }

        await drill.AssertKeptItsWordAsync();
    }

    [Fact]
    public async Task An_answer_that_cannot_be_continued_ends_as_interrupted_with_the_text_so_far_and_costs_nothing()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var drill = await Drill.StartAsync(new ServerSetup([.. upstream.Settings(), ("Chat:FirstPartAfter", "00:00:00")]));
        upstream.Script = ScriptedUpstream.Words(200, TimeSpan.FromMilliseconds(100));
        var clients = await drill.NewClientsAsync(Scale.Of(8, 20));
        foreach (var client in clients)
        {
            await client.ConnectAsync();
            await client.SendAsync("first", Question);
        }

        // A frame beyond the stored part says that the part is stored.
        await Task.WhenAll(clients.Select(client => client.UntilAsync(
            frame => frame.TryGetProperty("offset", out var offset) && offset.GetInt32() > 0 && frame.GetProperty("seq").GetInt64() > 2, "a stored part")));
        await drill.Server.KillAsync();
        await Task.WhenAll(clients.Select(client => client.DrainAsync()));
        upstream.Script = ScriptedUpstream.Words(3, TimeSpan.Zero);
        await drill.Server.StartAsync();

        foreach (var client in clients)
        {
            await client.ConnectAsync();
            await client.UntilAnswersAsync(1);
            var answer = Assert.Single(await Oracle.TranscriptAsync(client.Session), IsAnswer);
            Assert.True(FinishReason(answer) == "interrupted", $"{answer}\n{string.Join("\n", client.Frames)}");
            Assert.StartsWith("word0 ", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
            Assert.Equal(0m, answer.GetProperty("cost_increment").GetDecimal());
            await client.SendAsync("again", Question);
            await client.UntilAnswersAsync(2);
            await client.AssertToldAllOnceAsync();
        }

        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>All clients ask; when each has got a first frame of the kind, the server dies; after a restart each goes on from what it has.</summary>
    private static async Task AskAndKillAsync(Drill drill, List<ChatClient> clients, string messageId, string untilFrame)
    {
        var answers = clients[0].Answers;
        await Task.WhenAll(clients.Select(async client =>
        {
            await client.ConnectAsync();
            await client.SendAsync(messageId, Question);
            await client.UntilAsync(untilFrame);
        }));

        await drill.Server.KillAsync();
        await Task.WhenAll(clients.Select(client => client.DrainAsync()));
        Assert.Contains(clients, client => client.Answers == answers);
        await drill.Server.StartAsync();

        await Task.WhenAll(clients.Select(async client =>
        {
            await client.ConnectAsync();
            await client.SendAsync(messageId, Question);
            await client.UntilAnswersAsync(answers + 1);
        }));
    }

    private static bool IsAnswer(System.Text.Json.JsonElement message) => message.GetProperty("sender_type").GetString() == "ai";

    private static string? FinishReason(System.Text.Json.JsonElement answer) => answer.GetProperty("finish_reason").GetString();

    private const string Orders =
        """
        The morning drill begins at six o'clock with a run of three kilometres around the lake, whatever the weather. After the run the
        recruits clean their boots, because clean boots save lives and dirty boots cost weekends. Breakfast is served at seven and ends
        at half past seven without exception. The second drill of the morning is the long march with a pack of eleven kilograms, and it
        lasts four hours with one rest of ten minutes in the middle. In the afternoon the recruits learn to read maps, to tie nine knots
        and to cook for twenty people over an open fire. The evening drill is silent: every recruit writes down what went wrong that day
        and how it will go right the next day. Lights are out at ten.
        """;
}
