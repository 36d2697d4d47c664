using System.Collections.Immutable;
using System.Text.Json;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>The text of a document as it is kept, so that other chunk settings need not read the file again.</summary>
internal sealed record ExtractedText(int PageCount, IReadOnlyList<TextBlock> Blocks)
{
    /// <summary>The pages of the web that it was read from; empty for a file.</summary>
    public ImmutableArray<WebPage> WebPages { get; init; } = [];

    /// <summary>Without what could not be stored, and without blocks that hold nothing.</summary>
    public static ExtractedText Of(ExtractedDocument document) => new(
        document.PageCount,
        [
            .. document.Blocks
                .Where(static block => !string.IsNullOrWhiteSpace(block.Text))
                .Select(static block => block with
                {
                    Text = StorableText.Clean(block.Text),
                    Section = block.Section is null ? null : StorableText.Clean(block.Section),
                }),
        ]);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StorageJson.Options);

    public static ExtractedText Parse(ReadOnlyMemory<byte> bytes) =>
        JsonSerializer.Deserialize<ExtractedText>(bytes.Span, StorageJson.Options)
        ?? throw new InvalidOperationException("The kept text of a document holds nothing.");
}
