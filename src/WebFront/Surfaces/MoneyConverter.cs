using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebFront.Surfaces;

/// <summary>Amounts as JSON numbers with at most six decimals: money is exact to the micro-unit.</summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value)
            ? value
            : throw new JsonException("A number is required.");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(decimal.Round(value, 6, MidpointRounding.ToEven));
}
