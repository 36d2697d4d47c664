using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Grains.Storage;

/// <summary>
/// How states and events are written as JSON. Names are camelCase, enums are their names, unknown members are passed over, so
/// that older data is read by newer code and the other way round.
/// </summary>
public static class StorageJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowOutOfOrderMetadataProperties = true,

            // What is stored is never put into a page, so only JSON's own escapes are needed.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ImmutableArrayDefaults.Apply } },
            Converters = { new JsonStringEnumConverter(), new ImmutableArrayConverterFactory() },
        };
        options.MakeReadOnly();
        return options;
    }
}
