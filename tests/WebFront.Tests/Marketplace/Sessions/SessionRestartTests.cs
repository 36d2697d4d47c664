using System.Net.WebSockets;
using System.Text.Json;
using Grains.Chat.Models;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>An orderly stop in the middle of an answer, and a new start on the same data.</summary>
public sealed class SessionRestartTests
{
    [Fact]
    public async Task An_answer_goes_on_where_the_model_can_continue()
    {
        await using var story = await ChatStory.BeginAsync(
            new { model = "per_message", price_per_message = 0.10m }, settings: ("Models:Embedded:TokensPerSecond", "20"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var (text, last) = await AskAndStopAsync(story, user, session);
        await using var again = await ProductHost.StartAsync(
            new ProductSetup { Settings = new Dictionary<string, string?> { ["Models:Embedded:TokensPerSecond"] = "0", ["Seed:Demo"] = "false" } }, story.Host.DataFolder);
        await using var socket = await SocketClient.ConnectAsync(again.Address, session, user.AccessToken, last);
        var frames = await socket.ReceiveUntilAsync("ai_response");

        var answer = frames[^1].GetProperty("content").GetString()!;
        Assert.StartsWith(text, answer, StringComparison.Ordinal);
        Assert.True(answer.Length > text.Length);
        Assert.Equal("stop", frames[^1].GetProperty("finish_reason").GetString());
        Assert.DoesNotContain(frames, frame => frame.GetProperty("type").GetString() == "message_accepted");
        Assert.Equal(0.10m, frames[^1].GetProperty("cost_increment").GetDecimal());
    }

    [Fact]
    public async Task An_answer_stands_as_interrupted_where_the_model_cannot_continue()
    {
        var model = new ScriptedAnswerer { Tokens = ["One ", "two ", "three"], Waits = true };
        await using var story = await ChatStory.BeginAsync(model, new { model = "per_token", price_per_1k_tokens = 1.00m });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        model.Allow(2);

        var (text, last) = await AskAndStopAsync(story, user, session, until: "One two ");
        var setup = new ProductSetup { Replace = services => services.AddSingleton<IAnswerer>(model), Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" } };
        await using var again = await ProductHost.StartAsync(setup, story.Host.DataFolder);
        await using var socket = await SocketClient.ConnectAsync(again.Address, session, user.AccessToken, last);
        var answer = (await socket.ReceiveUntilAsync("ai_response"))[^1];

        Assert.Equal("One two ", text);
        Assert.Equal("interrupted", answer.GetProperty("finish_reason").GetString());
        Assert.Equal("One two ", answer.GetProperty("content").GetString());
        Assert.Equal(0.002m, answer.GetProperty("cost_increment").GetDecimal());
        Assert.Equal(1, model.Asked);
    }

    /// <summary>Asks, waits for a first piece of the answer, and stops the product under the open socket.</summary>
    private static async Task<(string Text, long LastSeq)> AskAndStopAsync(ChatStory story, SignedInUser user, Guid session, string? until = null)
    {
        await using var socket = await story.ConnectAsync(user, session);
        await socket.SendMessageAsync("When is a hive opened, and how long does an inspection last?", "a");
        var text = "";
        do text = Add(text, (await socket.ReceiveUntilAsync("ai_response_delta"))[^1]);
        while (until is not null && text != until);

        var stopping = story.Host.StopAsync();
        var told = await socket.ReceiveUntilAsync("server_restart");
        while (await socket.ReceiveAsync() is not null) { }
        Assert.Equal((WebSocketCloseStatus)1012, socket.CloseStatus);
        await socket.DisposeAsync();
        await stopping;

        return (told.Where(frame => frame.GetProperty("type").GetString() == "ai_response_delta").Aggregate(text, Add), socket.LastSeq);
    }

    private static string Add(string text, JsonElement delta) =>
        text[..delta.GetProperty("offset").GetInt32()] + delta.GetProperty("content").GetString();
}
