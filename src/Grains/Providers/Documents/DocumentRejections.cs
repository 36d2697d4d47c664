using Grains.Knowledge;

namespace Grains.Providers.Documents;

/// <summary>The reasons why a file is not read, in words for the person who uploaded it.</summary>
internal static class DocumentRejections
{
    public static DocumentRejectedException NotAPdf() =>
        new("document.not_a_pdf", "This file is not a PDF.");

    public static DocumentRejectedException Encrypted() =>
        new("document.encrypted", "This document is encrypted. Remove its password or its restrictions and upload it again.");

    public static DocumentRejectedException Damaged() =>
        new("document.damaged", "This document is damaged and cannot be read.");

    public static DocumentRejectedException TooLarge(string what) =>
        new("document.too_large", $"This document is too large to read: it has more than the allowed {what}.");

    public static DocumentRejectedException NoText() =>
        new("document.no_text", "This document holds no text. If it is a scan, run it through text recognition first.");

    public static DocumentRejectedException NotADocx() =>
        new("document.not_a_docx", "This file is not a Word document (.docx).");

    public static DocumentRejectedException NotText() =>
        new("document.not_text", "This file is not plain text.");
}
