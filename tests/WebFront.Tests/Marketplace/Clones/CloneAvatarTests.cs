using System.Net.Http.Headers;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class CloneAvatarTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task An_uploaded_picture_is_the_clones_for_its_owner_and_for_everybody()
    {
        var clone = await market.NewCloneAsync();
        await clone.PostAsync("/publish");

        var uploaded = await UploadAsync(clone, TestImages.WebPLossy(64, 48));
        var url = uploaded.Json.GetProperty("avatar_url").GetString();
        var served = await market.Client.GetAsync(new Uri(url!).AbsolutePath);

        Assert.Equal((200, 64, 48), (uploaded.Status, uploaded.Json.GetProperty("width").GetInt32(), uploaded.Json.GetProperty("height").GetInt32()));
        Assert.Equal(url, (await clone.GetAsync()).Json.GetProperty("avatar_url").GetString());
        var expert = await market.Client.GetAsync($"/api/v1/experts/{clone.Id}", clone.Owner.AccessToken);
        Assert.Equal(url, expert.Json.GetProperty("avatar_url").GetString());
        Assert.Equal((200, "image/webp", "nosniff"), (served.Status, served.Header("Content-Type"), served.Header("X-Content-Type-Options")));
    }

    [Fact]
    public async Task An_earlier_picture_stays_for_sessions_that_show_it_and_goes_with_the_clone()
    {
        var clone = await market.NewCloneAsync();
        var first = await UrlAsync(clone, TestImages.Png(1, 1));
        var second = await UrlAsync(clone, TestImages.Png(2, 2));

        Assert.NotEqual(first, second);
        Assert.Equal(200, (await market.Client.GetAsync(first)).Status);
        Assert.Equal(second, new Uri((await clone.GetAsync()).Json.GetProperty("avatar_url").GetString()!).AbsolutePath);

        await clone.DeleteAsync();
        Assert.Equal(404, (await market.Client.GetAsync(first)).Status);
        Assert.Equal(404, (await market.Client.GetAsync(second)).Status);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called()
    {
        var clone = await market.NewCloneAsync();

        var answer = await UploadAsync(clone, "<svg onload=alert(1)>"u8.ToArray());

        Assert.InRange(answer.Status, 400, 415);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await clone.GetAsync()).Json.GetProperty("avatar_url").ValueKind);
    }

    [Fact]
    public async Task A_foreign_clone_is_answered_like_an_unknown_one()
    {
        var clone = await market.NewCloneAsync();
        var stranger = new CreatorClone(market.Client, await market.Client.NewUserAsync("creator"), clone.Id);

        Assert.Equal(404, (await UploadAsync(stranger, TestImages.Png(1, 1))).Status);
    }

    private async Task<string> UrlAsync(CreatorClone clone, byte[] file) =>
        new Uri((await UploadAsync(clone, file)).Json.GetProperty("avatar_url").GetString()!).AbsolutePath;

    private async Task<Answer> UploadAsync(CreatorClone clone, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "avatar", "avatar.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{clone.Path}/avatar", UriKind.Relative)) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", clone.Owner.AccessToken);
        return await market.Client.SendAsync(request);
    }
}
