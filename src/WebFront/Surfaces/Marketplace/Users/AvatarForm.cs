using Grains.Accounts;
using Grains.Outcomes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>Reads the one file of a form, whatever its field is called: the document names none.</summary>
internal static class AvatarForm
{
    /// <summary>The picture, and what stands around it.</summary>
    public const long MaxBytes = IAvatars.MaxBytes + (64 << 10);

    private const int MaxParts = 20;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly Refusal NotMultipart =
        new(RefusalKind.UnsupportedMedia, "upload.not_multipart", "The file must come as multipart/form-data.");

    public static async Task<Outcome<FormFile>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (BoundaryOf(request) is not { } boundary) return NotMultipart;
        try
        {
            var reader = new MultipartReader(boundary, new SteadyStream(request.Body, LongestSilence));
            for (var parts = 0; parts < MaxParts && await reader.ReadNextSectionAsync(cancel) is { } part; parts++)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                return await TakeAsync(part.Body, cancel);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException))
        {
            return Invalid("The upload is malformed or was cut off.");
        }

        return Invalid("A file is required.");
    }

    private static async Task<Outcome<FormFile>> TakeAsync(Stream content, CancellationToken cancel)
    {
        var bytes = new byte[IAvatars.MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (length > IAvatars.MaxBytes) return AccountRefusals.AvatarTooLarge;
        return length == 0 ? Invalid("The file is empty.") : new FormFile(bytes.AsMemory(0, length));
    }

    private static Refusal Invalid(string issue) => Refusal.Invalid("upload.invalid", "file", issue);

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true, Length: <= 200 } boundary
            ? boundary.Value
            : null;
}

internal sealed record FormFile(ReadOnlyMemory<byte> Content);
