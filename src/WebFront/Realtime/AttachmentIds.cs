using System.Collections.Immutable;
using System.Text.Json;
using Grains.Outcomes;

namespace WebFront.Realtime;

/// <summary>The <c>attachments</c> of a message: ids as texts, or objects that have an <c>id</c>, as uploads and transcripts give them.</summary>
internal static class AttachmentIds
{
    private static readonly Refusal Malformed = Refusal.Invalid("request.invalid", "attachments", "An array of attachment ids is required.");

    public static Outcome<ImmutableArray<Guid>> Read(IReadOnlyList<JsonElement>? attachments)
    {
        if (attachments is not { Count: > 0 }) return ImmutableArray<Guid>.Empty;
        var ids = ImmutableArray.CreateBuilder<Guid>(attachments.Count);
        foreach (var given in attachments)
        {
            var id = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("id", out var member) ? member : given;
            if (id.ValueKind != JsonValueKind.String || !Guid.TryParse(id.GetString(), out var parsed)) return Malformed;
            ids.Add(parsed);
        }

        return ids.MoveToImmutable();
    }
}
