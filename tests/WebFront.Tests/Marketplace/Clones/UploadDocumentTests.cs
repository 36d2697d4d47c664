using System.Net.Http.Headers;
using System.Reflection;
using System.Text;

namespace WebFront.Tests.Marketplace.Clones;

public sealed class UploadDocumentTests(MarketFixture market) : IClassFixture<MarketFixture>
{
    [Fact]
    public async Task The_documented_example_works()
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.UploadAsync(
            "strategy.pdf", Handbook(), ("title", "Document Title"), ("description", "Document description"), ("tags", """["tag1", "tag2"]"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["document_id", "title", "processing_status", "file_url", "chunks_created", "estimated_completion"],
            answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Document Title", answer.Json.GetProperty("title").GetString());
        Assert.Equal("processing", answer.Json.GetProperty("processing_status").GetString());
        var document = await clone.FinishedAsync(answer.Json.GetProperty("document_id").GetGuid());
        Assert.Equal("completed", document.GetProperty("processing_status").GetString());
        Assert.True(document.GetProperty("chunks_count").GetInt32() > 20);
        Assert.True(document.GetProperty("page_count").GetInt32() >= 10);
        Assert.Equal(["tag1", "tag2"], document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Fact]
    public async Task The_list_adds_up()
    {
        var clone = await market.NewCloneAsync();
        var first = await clone.TeachAsync("One", "First text about anchors.");
        await clone.TeachAsync("Two", "Second text about sails.");

        var list = (await clone.GetAsync("/documents")).Json;

        Assert.Equal(2, list.GetProperty("total_documents").GetInt32());
        Assert.Equal(2, list.GetProperty("total_chunks").GetInt32());
        Assert.True(list.GetProperty("storage_used_mb").GetDecimal() > 0);
        var oldest = list.GetProperty("documents").EnumerateArray().Last();
        Assert.Equal(first, oldest.GetProperty("id").GetGuid());
        Assert.Equal("txt", oldest.GetProperty("file_type").GetString());
        Assert.Equal(1, oldest.GetProperty("chunks_count").GetInt32());
    }

    [Fact]
    public async Task The_file_comes_back_as_it_was_and_never_inline()
    {
        var clone = await market.NewCloneAsync();
        var answer = await clone.UploadAsync("../../etc/page.md", "# Title\n\nText with <script>alert(1)</script>.");

        var file = await clone.GetAsync($"/documents/{answer.Json.GetProperty("document_id")}/file");

        Assert.Equal(200, file.Status);
        Assert.Equal("# Title\n\nText with <script>alert(1)</script>.", file.Text);
        Assert.StartsWith("text/plain", file.Header("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("attachment", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.DoesNotContain("etc", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal("nosniff", file.Header("X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("notes.pdf", "This is no PDF at all.")]
    [InlineData("notes.docx", "This is no Word document at all.")]
    [InlineData("notes.txt", "\u0000\u0001\u0002\u0003 binary")]
    [InlineData("page.html", "<html><body>no</body></html>")]
    [InlineData("notes", "No extension.")]
    [InlineData("notes.txt", "")]
    public async Task A_file_that_is_not_what_it_says_is_refused(string name, string content)
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.UploadAsync(name, content);

        Assert.Equal(400, answer.Status);
        Assert.Equal("file", answer.ErrorField);
        Assert.Equal(0, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task A_damaged_pdf_ends_as_failed_with_a_reason()
    {
        var clone = await market.NewCloneAsync();
        var answer = await clone.UploadAsync("broken.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog");

        var document = await clone.FinishedAsync(answer.Json.GetProperty("document_id").GetGuid());

        Assert.Equal("failed", document.GetProperty("processing_status").GetString());
        Assert.StartsWith("document.", document.GetProperty("error").GetProperty("code").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, document.GetProperty("chunks_count").GetInt32());
    }

    [Fact]
    public async Task A_zip_bomb_as_docx_ends_as_failed()
    {
        var clone = await market.NewCloneAsync();
        var answer = await clone.UploadAsync("bomb.docx", ZipBomb.Docx());

        var document = await clone.FinishedAsync(answer.Json.GetProperty("document_id").GetGuid());

        Assert.Equal("failed", document.GetProperty("processing_status").GetString());
        Assert.Equal("document.too_large", document.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_json_body_cannot_stand_in_for_an_upload()
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.PostAsync("/documents", new { file = "/etc/passwd", title = "x" });

        Assert.Equal(415, answer.Status);
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", answer.ErrorCode);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nText that never en")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nNo file\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Disp")]
    [InlineData("no multipart at all")]
    [InlineData("")]
    public async Task A_broken_upload_is_refused_and_leaves_nothing(string body)
    {
        var clone = await market.NewCloneAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        var answer = await clone.SendFormAsync(content);

        Assert.Equal(400, answer.Status);
        Assert.Equal("file", answer.ErrorField);
        Assert.Equal(0, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("[\"a\"")]
    [InlineData("[null]")]
    public async Task Tags_that_are_no_texts_are_named(string tags)
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.UploadAsync("notes.txt", "Text.", ("tags", tags));

        Assert.Equal(400, answer.Status);
        Assert.Equal("tags", answer.ErrorField);
    }

    [Fact]
    public async Task Repeated_fields_are_tags_too_and_the_file_name_is_the_title()
    {
        var clone = await market.NewCloneAsync();

        var answer = await clone.UploadAsync("C:\\docs\\My_first notes.txt", "Text.", ("tags", "one"), ("tags", "two"));

        var document = await clone.FinishedAsync(answer.Json.GetProperty("document_id").GetGuid());
        Assert.Equal("My first notes", document.GetProperty("title").GetString());
        Assert.Equal("My_first notes.txt", document.GetProperty("file_name").GetString());
        Assert.Equal(["one", "two"], document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Fact]
    public async Task The_same_upload_five_times_at_once_is_one_document()
    {
        var clone = await market.NewCloneAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => clone.UploadAsync("notes.txt", "The same text.")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("document_id").GetGuid()).Distinct());
        Assert.Equal(1, (await clone.GetAsync("/documents")).Json.GetProperty("total_documents").GetInt32());
    }

    [Fact]
    public async Task The_eleventh_upload_of_an_hour_is_refused()
    {
        var clone = await market.NewCloneAsync();
        for (var number = 0; number < 10; number++)
            Assert.Equal(200, (await clone.UploadAsync($"{number}.txt", $"Text {number}.")).Status);

        var answer = await clone.UploadAsync("11.txt", "One too many.");

        Assert.Equal(429, answer.Status);
        Assert.Equal("RATE_LIMIT_EXCEEDED", answer.ErrorCode);
        Assert.NotNull(answer.Header("Retry-After"));
    }

    private static byte[] Handbook()
    {
        using var resource = Assembly.Load("Grains").GetManifestResourceStream("Grains.Seed.handbook.pdf")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
