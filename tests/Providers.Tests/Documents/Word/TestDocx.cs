using System.IO.Compression;
using System.Text;

namespace Providers.Tests.Documents.Word;

/// <summary>Writes Word packages part by part.</summary>
internal sealed class TestDocx
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private readonly Dictionary<string, byte[]> parts = [];

    public static byte[] WithBody(string body, string? styles = null, string? numbering = null, string? footnotes = null)
    {
        var docx = new TestDocx();
        docx.Part("word/document.xml", $"<w:document {Namespaces}><w:body>{body}</w:body></w:document>");
        var kinds = new List<string>();
        void Optional(string name, string? content)
        {
            if (content is null) return;
            docx.Part($"word/{name}.xml", $"<w:{name} {Namespaces}>{content}</w:{name}>");
            kinds.Add(name);
        }
        Optional("styles", styles);
        Optional("numbering", numbering);
        Optional("footnotes", footnotes);
        return docx.Connect(kinds).Bytes();
    }

    public static string Paragraph(string text, string properties = "") =>
        $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public TestDocx Part(string name, string content)
    {
        parts[name] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public TestDocx Part(string name, byte[] content)
    {
        parts[name] = content;
        return this;
    }

    /// <summary>Adds content types and relationships; extra relationships are XML as given.</summary>
    public TestDocx Connect(IEnumerable<string> kinds, string extra = "")
    {
        var list = kinds.ToList();
        Part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/word/document.xml\" ContentType=\"{Main}document.main+xml\"/>"
            + string.Concat(list.Select(kind => $"<Override PartName=\"/word/{kind}.xml\" ContentType=\"{Main}{kind}+xml\"/>")) + "</Types>");
        Part("_rels/.rels", RelationshipsOf($"<Relationship Id=\"r1\" Type=\"{Relations}officeDocument\" Target=\"word/document.xml\"/>"));
        var own = string.Concat(list.Select((kind, i) => $"<Relationship Id=\"k{i}\" Type=\"{Relations}{kind}\" Target=\"{kind}.xml\"/>"));
        return Part("word/_rels/document.xml.rels", RelationshipsOf(own + extra));
    }

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return output.ToArray();
    }

    private static string RelationshipsOf(string relationships) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationships}</Relationships>";
}
