using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebFront.Surfaces;

/// <summary>JSON as all surfaces read and write it; they differ in how members are named.</summary>
internal static class SurfaceJson
{
    /// <summary>The deepest nesting that a body may have.</summary>
    public const int MaxDepth = 32;

    public static JsonSerializerOptions Create(JsonNamingPolicy names)
    {
        var options = new JsonSerializerOptions();
        Apply(options, names);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    public static void Apply(JsonSerializerOptions options, JsonNamingPolicy names)
    {
        options.PropertyNamingPolicy = names;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        // Answers are application/json and never part of a page, so only what JSON itself demands is escaped.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new FiniteNumberConverter());
    }
}
