using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Grains.Outcomes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace WebFront.Endpoints;

/// <summary>Reads an upload part by part: the file goes straight to where uploads are kept, the fields are gathered.</summary>
/// <param name="save">Keeps the file, by the name that the client gave it.</param>
internal sealed class UploadForm<T>(Func<string, Stream, CancellationToken, Task<Outcome<T>>> save)
    where T : class
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private const int MaxParts = 100;
    private const int MaxFieldBytes = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<string> tags = [];
    private Refusal? refusal;

    /// <summary>The file that was saved, if one was; the caller discards it where the upload is refused after all.</summary>
    public T? File { get; private set; }

    public string? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>Null where the upload was sound.</summary>
    public async Task<Refusal?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (BoundaryOf(request) is not { } boundary)
            return new Refusal(RefusalKind.UnsupportedMedia, "upload.not_multipart", "The file must come as multipart/form-data.");

        try
        {
            var reader = new MultipartReader(boundary, new SteadyStream(request.Body, LongestSilence));
            var parts = 0;
            while (refusal is null && await reader.ReadNextSectionAsync(cancel) is { } part)
            {
                if (++parts > MaxParts) return Invalid("file", "The upload has too many parts.");
                await TakeAsync(part, cancel);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or DecoderFallbackException
            || (broken is IOException and not BadHttpRequestException))
        {
            return Invalid("file", "The upload is malformed or was cut off.");
        }

        return refusal ?? (File is null ? Invalid("file", "A file is required.") : null);
    }

    /// <summary>Tags as repeated fields, or as one JSON array of texts.</summary>
    public Outcome<ImmutableArray<string>> Tags()
    {
        if (tags is not [var only] || !only.TrimStart().StartsWith('[')) return tags.Where(static tag => tag.Length > 0).ToImmutableArray();
        try
        {
            var parsed = JsonSerializer.Deserialize<List<string?>>(only, JsonSerializerOptions.Strict) ?? [];
            return parsed.Contains(null) ? Invalid("tags", "A tag must be text.") : parsed.Select(static tag => tag!).ToImmutableArray();
        }
        catch (JsonException)
        {
            return Invalid("tags", "An array of texts is required.");
        }
    }

    private static Refusal Invalid(string field, string issue) => Refusal.Invalid("upload.invalid", field, issue);

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true, Length: <= 200 } boundary
            ? boundary.Value
            : null;

    private async Task TakeAsync(MultipartSection part, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) return;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        if (fileName.HasValue)
            await TakeFileAsync(name, fileName.ToString(), part.Body, cancel);
        else
            await TakeFieldAsync(name, part.Body, cancel);
    }

    private async Task TakeFileAsync(string name, string fileName, Stream content, CancellationToken cancel)
    {
        if (name != "file") return;
        if (File is not null)
        {
            refusal = Invalid("file", "One file at a time.");
            return;
        }

        var saved = await save(fileName, content, cancel);
        refusal = saved.Refusal;
        File = saved.Value;
    }

    private async Task TakeFieldAsync(string name, Stream content, CancellationToken cancel)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (length > MaxFieldBytes)
        {
            refusal = Invalid(name, $"At most {MaxFieldBytes} bytes are allowed.");
            return;
        }

        var text = Utf8.GetString(bytes, 0, length);
        if (name is "tags" or "tags[]") tags.Add(text);
        else fields[name] = text;
    }
}
