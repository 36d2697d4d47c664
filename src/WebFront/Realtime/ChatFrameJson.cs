using System.Text.Json;
using System.Text.Json.Serialization;
using WebFront.Surfaces;

namespace WebFront.Realtime;

[JsonSerializable(typeof(ChatFrame))]
internal sealed partial class ChatFrameJson : JsonSerializerContext
{
    /// <summary>Text as it is, where JSON allows: nothing here is ever put into a page unescaped.</summary>
    public static ChatFrameJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
