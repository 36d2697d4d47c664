using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D10: the same message, three times over REST and three times over a socket, all at once.</summary>
public sealed class RepeatedMessagesTests
{
    [Fact]
    public async Task A_message_that_comes_six_times_is_stored_answered_and_paid_once()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var clients = await drill.NewClientsAsync(Scale.Of(4, 20));
        var messages = Scale.Of(5, 50);

        await Task.WhenAll(clients.Select(async client =>
        {
            await client.ConnectAsync();
            for (var i = 0; i < messages; i++) await SendSixTimesAsync(client, $"message {i}");
            await client.UntilAnswersAsync(messages);
        }));

        foreach (var client in clients)
        {
            await client.AssertToldAllOnceAsync();
            var view = await client.Session.User.GetAsync($"/api/v1/sessions/{client.Session.Id}");
            Assert.Equal(messages * Drill.Price, view.GetProperty("total_cost").GetDecimal());
        }

        await drill.AssertKeptItsWordAsync();
    }

    private static async Task SendSixTimesAsync(ChatClient client, string messageId)
    {
        var user = client.Session.User;
        var posts = Enumerable.Range(0, 3).Select(_ => user.SendMessageAsync(client.Session, messageId, messageId)).ToList();
        for (var i = 0; i < 3; i++) await client.SendAsync(messageId, messageId);

        var answers = await Task.WhenAll(posts);

        Assert.All(answers, answer => Assert.True(answer is { IsSuccess: true }, answer?.ToString()));
        Assert.Single(answers.Select(answer => answer!.Json.GetProperty("message_id").GetGuid()).Distinct());
        Assert.Single(answers.Select(answer => answer!.Json.GetProperty("ai_response").GetRawText()).Distinct());
    }
}
