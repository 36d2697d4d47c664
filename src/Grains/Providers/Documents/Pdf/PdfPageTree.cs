namespace Grains.Providers.Documents.Pdf;

/// <summary>Walks the page tree in order, with inherited resources; a node met twice is a loop and left out (ISO 32000-1, 7.7.3).</summary>
internal sealed class PdfPageTree
{
    private readonly PdfFile file;
    private readonly HashSet<PdfDictionary> visited = [];
    private readonly List<(PdfDictionary Page, PdfDictionary Resources)> pages = [];

    private PdfPageTree(PdfFile file) => this.file = file;

    public static IReadOnlyList<(PdfDictionary Page, PdfDictionary Resources)> Read(PdfFile file)
    {
        var tree = Walk(file);
        if (tree.pages.Count == 0 && file.Repair()) tree = Walk(file);
        if (tree.pages.Count == 0) tree.TakeLoosePages();
        return tree.pages;
    }

    /// <summary>The page with its content streams joined; a piece that cannot be unpacked is left out.</summary>
    public static PdfPage Load(PdfDictionary page, PdfDictionary resources, PdfFile file)
    {
        var contents = file.Resolve(page["Contents"]);
        var pieces = contents is PdfArray array ? array.Items.Select(file.Resolve).OfType<PdfStream>() : [.. One(contents)];
        var joined = new MemoryStream();
        foreach (var piece in pieces)
        {
            try
            {
                joined.Write(file.Unpack(piece));
            }
            catch (PdfFormatException)
            {
                continue;
            }
            // Pieces end where tokens end.
            joined.WriteByte((byte)'\n');
            if (joined.Length > file.Budget.Limits.MaxPartBytes) throw DocumentRejections.TooLarge("bytes on a page");
        }
        return new PdfPage(joined.ToArray(), resources);
    }

    private static IEnumerable<PdfStream> One(PdfObject? contents) => contents is PdfStream stream ? [stream] : [];

    private static PdfPageTree Walk(PdfFile file)
    {
        var tree = new PdfPageTree(file);
        var root = file.GetDictionary(file.GetDictionary(file.Trailer, "Root"), "Pages");
        if (root is not null) tree.Visit(root, PdfDictionary.Empty, 0);
        return tree;
    }

    private void Visit(PdfDictionary node, PdfDictionary inherited, int depth)
    {
        if (depth > file.Budget.Limits.MaxNesting || !visited.Add(node)) return;
        var resources = file.GetDictionary(node, "Resources") ?? inherited;
        if (file.Get<PdfArray>(node, "Kids") is { } kids)
        {
            foreach (var kid in kids.Items)
            {
                file.Budget.ChargeOperation();
                if (file.Resolve(kid) is PdfDictionary child) Visit(child, resources, depth + 1);
            }
        }
        else if (file.GetName(node, "Type") is null or "Page" && (node["Contents"] ?? node["MediaBox"] ?? node["Parent"]) is not null)
        {
            Add(node, resources);
        }
    }

    private void Add(PdfDictionary page, PdfDictionary resources)
    {
        if (pages.Count >= file.Budget.Limits.MaxPages) throw DocumentRejections.TooLarge("pages");
        pages.Add((page, resources));
    }

    /// <summary>A file whose tree is lost may still have its pages: they are taken in the order of their numbers.</summary>
    private void TakeLoosePages()
    {
        foreach (var number in file.ObjectNumbers.Order().ToList())
        {
            if (file.Resolve(new PdfReference(number)) is PdfDictionary page && file.GetName(page, "Type") == "Page")
            {
                Add(page, file.GetDictionary(page, "Resources") ?? PdfDictionary.Empty);
            }
        }
    }
}
