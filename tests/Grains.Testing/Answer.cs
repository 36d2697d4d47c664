using System.Text.Json;

namespace Grains.Testing;

/// <summary>What the product answered.</summary>
public sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private readonly Lazy<JsonElement> json = new(() => JsonSerializer.Deserialize<JsonElement>(Text));

    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonElement Json => json.Value;

    /// <summary>The <c>error</c> of the marketplace's envelope.</summary>
    public JsonElement Error => Json.GetProperty("error");

    public string? ErrorCode => Error.GetProperty("code").GetString();

    /// <summary>The field that a validation error names.</summary>
    public string? ErrorField => Error.GetProperty("details").GetProperty("field").GetString();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Status} {Text}";
}
