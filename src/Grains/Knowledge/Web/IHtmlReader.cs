namespace Grains.Knowledge.Web;

/// <summary>Turns a web page into the text that a reader of it is after.</summary>
internal interface IHtmlReader
{
    /// <summary>The main content: headings as sections, without menus, scripts and the like.</summary>
    /// <param name="charset">What HTTP says of the encoding; null where it says nothing.</param>
    /// <param name="url">Where the page came from; what its links are relative to.</param>
    /// <param name="keepsLinks">Whether the text tells where its links lead.</param>
    /// <exception cref="DocumentRejectedException">It is no text, or costs more to read than a page may.</exception>
    HtmlPage Read(ReadOnlyMemory<byte> content, string? charset, Uri url, bool keepsLinks, CancellationToken cancel);
}

/// <param name="Blocks">In reading order, without page numbers.</param>
/// <param name="Title">Null where it has none.</param>
/// <param name="Canonical">The address that the page itself says it has; null where it does not.</param>
/// <param name="Links">What may be followed, absolute, in order, without repeats.</param>
internal sealed record HtmlPage(IReadOnlyList<TextBlock> Blocks, string? Title, Uri? Canonical, IReadOnlyList<Uri> Links);
