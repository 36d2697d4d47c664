namespace Grains.Providers.Documents.Pdf;

/// <summary>One page: its drawing operators and what they may name.</summary>
internal sealed record PdfPage(byte[] Content, PdfDictionary Resources);
