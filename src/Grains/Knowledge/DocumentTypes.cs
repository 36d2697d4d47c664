namespace Grains.Knowledge;

/// <summary>The file types as the API names them.</summary>
internal static class DocumentTypes
{
    public const string Text = "txt";

    /// <summary>Read from the web; no kind of file.</summary>
    public const string Url = "url";

    public static string Name(DocumentKind kind) => kind switch
    {
        DocumentKind.Pdf => "pdf",
        DocumentKind.Docx => "docx",
        DocumentKind.Text => Text,
        DocumentKind.Markdown => "md",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static DocumentKind Kind(string name) => name switch
    {
        "pdf" => DocumentKind.Pdf,
        "docx" => DocumentKind.Docx,
        Text => DocumentKind.Text,
        "md" => DocumentKind.Markdown,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
