using Microsoft.OpenApi;

namespace WebFront.Description;

/// <summary>How a surface's errors look, for its description.</summary>
internal interface IErrorShape
{
    OpenApiSchema Schema { get; }

    System.Text.Json.Nodes.JsonNode Example(int status);
}
