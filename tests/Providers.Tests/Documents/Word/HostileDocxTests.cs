using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Word;

public sealed class HostileDocxTests
{
    private static string RefusalOf(byte[] content) => Fixture.RefusalOf(content, DocumentKind.Docx);

    private static TestDocx Good() =>
        new TestDocx().Part("word/document.xml", Document(TestDocx.Paragraph("Plain text"))).Connect([]);

    private static string Document(string body) => $"<w:document {TestDocx.Namespaces}><w:body>{body}</w:body></w:document>";

    [Fact]
    public void Something_else_is_refused_as_not_a_docx() => Assert.Equal("document.not_a_docx", RefusalOf("Plain words"u8.ToArray()));

    [Fact]
    public void Another_kind_of_zip_is_refused_as_not_a_docx() =>
        Assert.Equal("document.not_a_docx", RefusalOf(new TestDocx().Part("readme.txt", "hello").Bytes()));

    [Fact]
    public void A_package_without_a_main_part_is_refused_as_not_a_docx() =>
        Assert.Equal("document.not_a_docx", RefusalOf(new TestDocx().Connect([]).Part("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>").Bytes()));

    [Fact]
    public void A_protected_document_is_refused_as_encrypted() =>
        Assert.Equal("document.encrypted", RefusalOf([0xD0, 0xCF, 0x11, 0xE0, .. new byte[100], .. Encoding.Unicode.GetBytes("EncryptedPackage")]));

    [Fact]
    public void An_old_binary_document_is_refused_as_not_a_docx() =>
        Assert.Equal("document.not_a_docx", RefusalOf([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]]));

    [Fact]
    public void A_zip_bomb_is_refused_by_what_it_declares() =>
        Assert.Equal("document.too_large", RefusalOf(Good().Part("word/media/zeros.bin", new byte[100 << 20]).Bytes(CompressionLevel.SmallestSize)));

    [Fact]
    public void A_zip_bomb_of_many_small_parts_is_refused()
    {
        var docx = Good();
        for (var i = 0; i < 80; i++) docx.Part($"word/part{i}.bin", new byte[(4 << 20) - 1]);

        Assert.Equal("document.too_large", RefusalOf(docx.Bytes(CompressionLevel.SmallestSize)));
    }

    [Fact]
    public void A_zip_bomb_that_lies_about_its_size_is_not_unpacked()
    {
        var bytes = Good().Part("word/media/zeros.bin", new byte[100 << 20]).Bytes(CompressionLevel.SmallestSize);
        var declared = BitConverter.GetBytes(100 << 20);
        for (var at = bytes.AsSpan().IndexOf(declared); at >= 0; at = bytes.AsSpan().IndexOf(declared)) BitConverter.GetBytes(1000).CopyTo(bytes, at);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var thrown = Record.Exception(() => Fixture.Read(bytes, DocumentKind.Docx));

        Assert.True(thrown is null or DocumentRejectedException, thrown?.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 << 20);
    }

    [Fact]
    public void More_entries_than_allowed_are_refused()
    {
        var docx = Good();
        for (var i = 0; i < 5_001; i++) docx.Part($"x/{i}", "");

        Assert.Equal("document.too_large", RefusalOf(docx.Bytes()));
    }

    [Fact]
    public void Xml_nested_beyond_reason_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt>", 50_000)) + string.Concat(Enumerable.Repeat("</w:sdt>", 50_000));

        Assert.Equal("document.too_large", RefusalOf(Good().Part("word/document.xml", Document(deep)).Bytes()));
    }

    [Fact]
    public void More_elements_than_allowed_are_refused() =>
        Assert.Equal("document.too_large", RefusalOf(Good().Part("word/document.xml", Document(string.Concat(Enumerable.Repeat("<w:p/>", 1_100_000)))).Bytes()));

    [Theory]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"x\">]>")]
    [InlineData("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">")]
    public void A_document_type_is_not_resolved_but_refused(string type) =>
        Assert.Equal("document.damaged", RefusalOf(Good().Part("word/document.xml", type + Document(TestDocx.Paragraph("text"))).Bytes()));

    [Fact]
    public void Relationships_to_the_outside_are_not_followed()
    {
        const string Outside =
            "<Relationship Id=\"o1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"http://127.0.0.1:9/t.dotx\" TargetMode=\"External\"/>"
            + "<Relationship Id=\"o2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>";

        var document = Fixture.Read(Good().Connect([], Outside).Bytes(), DocumentKind.Docx);

        Assert.Equal(["Plain text"], document.Texts());
    }

    [Fact]
    public void A_document_without_words_is_refused_as_such() =>
        Assert.Equal("document.no_text", RefusalOf(TestDocx.WithBody("<w:p/>")));

    [Fact]
    public void Damaged_packages_and_damaged_XML_give_text_or_a_refusal()
    {
        var whole = Fixture.Load("libreoffice-hiking.docx");
        var parts = Unpack(whole);
        var random = new Random(20_26);

        for (var i = 0; i < 400; i++)
        {
            var damaged = i % 4 == 0 ? Mutation.Apply(whole, random) : WithDamagedPart(parts, random);
            var watch = Stopwatch.StartNew();
            var thrown = Record.Exception(() => Fixture.Read(damaged, DocumentKind.Docx));
            Assert.True(thrown is null or DocumentRejectedException, $"Mutation {i}: {thrown}");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"Mutation {i} took {watch.Elapsed}.");
        }
    }

    private static Dictionary<string, byte[]> Unpack(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });
    }

    private static byte[] WithDamagedPart(Dictionary<string, byte[]> parts, Random random)
    {
        var chosen = parts.Keys.ElementAt(random.Next(parts.Count));
        var docx = new TestDocx();
        foreach (var (name, content) in parts) docx.Part(name, name == chosen ? Mutation.Apply(content, random) : content);
        return docx.Bytes(CompressionLevel.Fastest);
    }
}
