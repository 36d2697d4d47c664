using System.Net.Http.Headers;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Users;

public sealed class AvatarTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private readonly ProductClient client = product.Client;

    public static TheoryData<byte[], string> Pictures { get; } = new()
    {
        { TestImages.Png(64, 48), "image/png" },
        { TestImages.Jpeg(64, 48), "image/jpeg" },
        { TestImages.WebPLossy(64, 48), "image/webp" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task An_uploaded_picture_is_served_as_what_it_is_and_as_nothing_else(byte[] file, string type)
    {
        var user = await client.NewUserAsync();

        var uploaded = await UploadAsync(user, file);
        var url = uploaded.Json.GetProperty("avatar_url").GetString()!;
        var served = await client.GetAsync(new Uri(url).AbsolutePath);

        Assert.Equal(200, uploaded.Status);
        Assert.Equal((64, 48), (uploaded.Json.GetProperty("width").GetInt32(), uploaded.Json.GetProperty("height").GetInt32()));
        Assert.Equal(url, await AvatarOfAsync(user));
        Assert.Equal(200, served.Status);
        Assert.Equal(type, served.Header("Content-Type"));
        Assert.Equal($"{file.Length}", served.Header("Content-Length"));
        Assert.Equal("nosniff", served.Header("X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", served.Header("Content-Security-Policy"));
        Assert.Equal("public, max-age=31536000, immutable", served.Header("Cache-Control"));
        Assert.DoesNotContain(user.Id.ToString("N"), url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_it_already_is_told_so()
    {
        var user = await client.NewUserAsync();
        var url = (await UploadAsync(user, TestImages.Png(1, 1))).Json.GetProperty("avatar_url").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{url[^32..]}\""));

        var answer = await client.SendAsync(request);

        Assert.Equal(304, answer.Status);
        Assert.Equal("", answer.Text);
    }

    [Fact]
    public async Task Another_picture_has_another_address_and_the_first_one_is_gone()
    {
        var user = await client.NewUserAsync();
        var first = (await UploadAsync(user, TestImages.Png(1, 1))).Json.GetProperty("avatar_url").GetString()!;
        var same = (await UploadAsync(user, TestImages.Png(1, 1))).Json.GetProperty("avatar_url").GetString()!;

        var second = (await UploadAsync(user, TestImages.Png(2, 2))).Json.GetProperty("avatar_url").GetString()!;

        Assert.Equal(first, same);
        Assert.NotEqual(first, second);
        Assert.Equal(404, (await client.GetAsync(new Uri(first).AbsolutePath)).Status);
        Assert.Equal(200, (await client.GetAsync(new Uri(second).AbsolutePath)).Status);
    }

    [Fact]
    public async Task A_picture_can_be_removed()
    {
        var user = await client.NewUserAsync();
        var url = (await UploadAsync(user, TestImages.Png(1, 1))).Json.GetProperty("avatar_url").GetString()!;

        var removed = await client.SendAsync(HttpMethod.Delete, "/api/v1/users/avatar", null, user.AccessToken);

        Assert.Equal(204, removed.Status);
        Assert.Null(await AvatarOfAsync(user));
        Assert.Equal(404, (await client.GetAsync(new Uri(url).AbsolutePath)).Status);
        Assert.Equal(200, (await UploadAsync(user, TestImages.Png(1, 1))).Status);
    }

    [Fact]
    public async Task A_picture_of_5_MiB_is_taken_and_one_byte_more_is_too_large()
    {
        var user = await client.NewUserAsync();
        var longest = new byte[5 << 20];
        TestImages.Png(10, 10).CopyTo(longest, 0);

        var taken = await UploadAsync(user, longest);
        var tooLong = await UploadAsync(user, [.. longest, 0]);

        Assert.Equal(200, taken.Status);
        Assert.Equal(413, tooLong.Status);
        Assert.Equal("PAYLOAD_TOO_LARGE", tooLong.ErrorCode);
    }

    [Fact]
    public async Task A_form_of_far_too_many_bytes_is_refused_in_the_same_shape()
    {
        var user = await client.NewUserAsync();

        var answer = await UploadAsync(user, new byte[12 << 20], expectContinue: true);

        Assert.Equal(413, answer.Status);
        Assert.Equal("PAYLOAD_TOO_LARGE", answer.ErrorCode);
    }

    [Fact]
    public async Task A_picture_has_at_most_4096_pixels_either_way()
    {
        var user = await client.NewUserAsync();

        Assert.Equal(200, (await UploadAsync(user, TestImages.Png(4096, 4096))).Status);
        Assert.Equal("file", (await UploadAsync(user, TestImages.Png(4097, 1))).ErrorField);
        Assert.Equal("file", (await UploadAsync(user, TestImages.WebPExtended(1, 4097))).ErrorField);
    }

    [Theory]
    [InlineData("picture.png", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("picture.gif", "GIF89a")]
    [InlineData("picture.jpg", "<!DOCTYPE html><script>alert(1)</script>")]
    public async Task What_is_no_picture_by_its_content_is_not_supported_whatever_its_name(string name, string content)
    {
        var user = await client.NewUserAsync();

        var answer = await UploadAsync(user, System.Text.Encoding.UTF8.GetBytes(content), name);

        Assert.Equal(415, answer.Status);
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", answer.ErrorCode);
    }

    [Fact]
    public async Task A_form_without_a_file_and_a_body_that_is_no_form_are_refused()
    {
        var user = await client.NewUserAsync();
        using var form = new MultipartFormDataContent { { new StringContent("text"), "file" } };

        var noFile = await SendAsync(user, form);
        var noForm = await client.PostAsync("/api/v1/users/avatar", new { file = "x" }, user.AccessToken);
        var empty = await UploadAsync(user, []);

        Assert.Equal((400, "file"), (noFile.Status, noFile.ErrorField));
        Assert.Equal(415, noForm.Status);
        Assert.Equal((400, "file"), (empty.Status, empty.ErrorField));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("..%2f..%2fkeys")]
    [InlineData("x")]
    public async Task An_address_of_no_picture_is_not_found(string id)
    {
        var answer = await client.GetAsync($"/api/v1/avatars/{id}");

        Assert.Equal(404, answer.Status);
        Assert.Equal("NOT_FOUND", answer.ErrorCode);
    }

    private Task<Answer> UploadAsync(SignedInUser user, byte[] file, string name = "me.png", bool expectContinue = false)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "avatar", name } };
        return SendAsync(user, form, expectContinue);
    }

    private async Task<Answer> SendAsync(SignedInUser user, HttpContent form, bool expectContinue = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/avatar") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        request.Headers.ExpectContinue = expectContinue;
        return await client.SendAsync(request);
    }

    private async Task<string?> AvatarOfAsync(SignedInUser user) =>
        (await client.GetAsync("/api/v1/users/profile", user.AccessToken)).Json.GetProperty("avatar_url").GetString();
}
