using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Chat;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>A file of a session.</summary>
/// <param name="Type">Such as <c>pdf</c>, <c>png</c>; by the content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Url">Where its owner, and nobody else, gets it back.</param>
internal sealed record AttachmentResponse(Guid Id, string Name, string Type, long Size, string Url)
{
    /// <summary>After an upload: <c>extracted</c>, <c>none</c>, <c>failed</c>, or <c>pending</c> where it will be read with its message.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [WordsOf<AttachmentText>]
    public string? TextStatus { get; init; }

    /// <summary>Why its text could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    public static AttachmentResponse From(MessageAttachment file, Guid sessionId, HttpRequest request) => new(
        file.AttachmentId,
        file.FileName,
        file.FileType,
        file.Size,
        $"{request.Scheme}://{request.Host}{request.PathBase}/api/v1/sessions/{sessionId}/attachments/{file.AttachmentId}");

    public static AttachmentResponse From(AttachmentView view, Guid sessionId, HttpRequest request) => From(view.File, sessionId, request) with
    {
        TextStatus = JsonNamingPolicy.SnakeCaseLower.ConvertName(view.Text.ToString()),
        Error = view.Error,
    };
}
