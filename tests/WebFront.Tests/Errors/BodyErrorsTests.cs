using System.Text;
using Grains.Testing;

namespace WebFront.Tests.Errors;

/// <summary>Whatever is wrong with a body is a 4xx in the surface's envelope.</summary>
public sealed class BodyErrorsTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Path = "/api/v1/auth/login";

    private readonly ProductClient client = product.Client;

    [Theory]
    [InlineData("", "body")]
    [InlineData("   ", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("""[{"email":"a@example.com"}]""", "body")]
    [InlineData("\"text\"", "body")]
    [InlineData("7", "body")]
    [InlineData("{", "body")]
    [InlineData("{\"email\":", "email")]
    [InlineData("{\"email\":\"a@example.com\",}", "body")]
    [InlineData("{'email':'a@example.com'}", "body")]
    [InlineData("{\"email\":\"a@example.com\"} trailing", "body")]
    [InlineData("// comment\n{}", "body")]
    [InlineData("{\"email\":NaN}", "email")]
    [InlineData("{\"email\":1e999}", "email")]
    [InlineData("{\"email\":\"a\\u0000@example.com\"}", "email")]
    [InlineData("{\"email\":\"\\ud800\"}", "email")]
    [InlineData("{\"email\":\"\\udc00\\ud800\"}", "email")]
    [InlineData("{\"nested\":{\"deep\":\"\\u0000\"}}", "deep")]
    [InlineData("{\"\\ud800\":1}", "body")]
    [InlineData("{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}", "email")]
    public async Task What_is_no_sound_object_is_a_validation_error(string body, string field)
    {
        var answer = await client.PostTextAsync(Path, body);

        AssertEnvelope(answer, 400, "VALIDATION_ERROR");
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task A_body_of_3000_levels_is_a_validation_error()
    {
        AssertEnvelope(await client.PostTextAsync(Path, new string('[', 3000)), 400, "VALIDATION_ERROR");
        AssertEnvelope(
            await client.PostTextAsync(Path, $$"""{"x":{{new string('[', 3000)}}{{new string(']', 3000)}}}"""), 400, "VALIDATION_ERROR");
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x7b, 0x7d })]
    [InlineData(new byte[] { 0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d })]
    [InlineData(new byte[] { 0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d })]
    public async Task What_is_not_UTF8_is_a_validation_error(byte[] body) =>
        AssertEnvelope(await client.SendRawAsync(HttpMethod.Post, Path, body, "application/json"), 400, "VALIDATION_ERROR");

    [Fact]
    public async Task No_body_at_all_is_a_validation_error() =>
        AssertEnvelope(await client.PostAsync(Path), 400, "VALIDATION_ERROR");

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_refused(string? contentType) =>
        AssertEnvelope(await client.PostTextAsync(Path, "{}", contentType), 415, "UNSUPPORTED_MEDIA_TYPE");

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/problem+json")]
    public async Task Json_by_another_name_is_read(string contentType) =>
        Assert.Equal("email", (await client.PostTextAsync(Path, "{}", contentType)).ErrorField);

    [Fact]
    public async Task A_byte_order_mark_is_passed_over() =>
        Assert.Equal("email", (await client.SendRawAsync(
            HttpMethod.Post, Path, [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes("{}")], "application/json")).ErrorField);

    [Fact]
    public async Task A_body_of_one_MiB_is_read_and_one_byte_more_is_too_large()
    {
        const string Frame = """{"email":""}""";
        var fits = Frame.Insert(10, new string('a', (1 << 20) - Frame.Length));

        Assert.Equal("email", (await client.PostTextAsync(Path, fits)).ErrorField);
        AssertEnvelope(await client.PostTextAsync(Path, fits + " "), 413, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_body_without_a_declared_length_is_cut_at_the_same_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Content = new StringContent(new string(' ', (1 << 20) + 1), null, "application/json");
        request.Headers.TransferEncodingChunked = true;

        AssertEnvelope(await client.SendAsync(request), 413, "PAYLOAD_TOO_LARGE");
    }

    private static void AssertEnvelope(Answer answer, int status, string code)
    {
        Assert.True(answer.Status == status, answer.ToString());
        Envelope.Assert(answer, code);
    }
}
