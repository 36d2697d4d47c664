using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace;

/// <summary>The envelope that <see cref="MarketplaceErrors"/> writes.</summary>
internal sealed class MarketplaceErrorShape : IErrorShape
{
    private static readonly int[] Statuses = [400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 429, 500, 503];

    public OpenApiSchema Schema => SchemaText.Parse(JsonNode.Parse($$"""
        {
          "type": "object",
          "required": ["error"],
          "description": "Every error, whatever it is.",
          "properties": {
            "error": {
              "type": "object",
              "required": ["code", "message", "details", "timestamp", "request_id"],
              "properties": {
                "code": { "type": "string", "enum": [{{string.Join(", ", Statuses.Select(static status => $"\"{MarketplaceErrors.CodeOf(status)}\""))}}] },
                "message": { "type": "string" },
                "details": {
                  "type": "object",
                  "description": "For a validation error field and issue; for any other reason; and what there is to know of money and limits.",
                  "properties": {
                    "field": { "type": "string", "description": "The member, parameter or header that is wrong." },
                    "issue": { "type": "string" },
                    "reason": { "type": "string", "description": "A stable name, finer than the code." },
                    "shortfall": { "type": "number", "description": "Dollars that are missing." },
                    "required": { "type": "number", "description": "Dollars that are needed." },
                    "limit": { "type": "string", "description": "The name of the limit that bound." },
                    "permits": { "type": "integer" },
                    "remaining": { "type": "integer" },
                    "retry_after": { "type": "integer", "description": "Seconds." }
                  }
                },
                "timestamp": { "type": "string", "format": "date-time" },
                "request_id": { "type": "string" }
              }
            }
          }
        }
        """)!.AsObject());

    public JsonNode Example(int status)
    {
        var details = status switch
        {
            400 => """{ "field": "email", "issue": "Invalid email format" }""",
            402 => """{ "reason": "wallet.insufficient_credits", "shortfall": 1.25, "required": 5 }""",
            429 => """{ "reason": "limits.exceeded", "limit": "marketplace.calls", "permits": 1000, "remaining": 0, "retry_after": 60 }""",
            _ => """{ "reason": "request.refused" }""",
        };
        return JsonNode.Parse($$"""
            {
              "error": {
                "code": "{{MarketplaceErrors.CodeOf(status)}}",
                "message": "{{(status == 400 ? "Invalid request parameters" : Refusals.Describe(status))}}",
                "details": {{details}},
                "timestamp": "2024-01-01T10:00:00Z",
                "request_id": "0HN7Q2V4M1K8A:00000001"
              }
            }
            """)!;
    }
}
