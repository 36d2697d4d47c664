using System.Text.Json;
using Grains.Testing;
using Check = Xunit.Assert;

namespace WebFront.Tests.Errors;

/// <summary>The documented error shape of the marketplace.</summary>
internal static class Envelope
{
    public static void Assert(Answer answer, string code)
    {
        Check.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Check.Equal(["error"], answer.Json.EnumerateObject().Select(member => member.Name));
        Check.Equal(
            ["code", "message", "details", "timestamp", "request_id"], answer.Error.EnumerateObject().Select(member => member.Name));
        Check.Equal(code, answer.ErrorCode);
        Check.NotEqual("", answer.Error.GetProperty("message").GetString());
        Check.Equal(JsonValueKind.Object, answer.Error.GetProperty("details").ValueKind);
        Check.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z$", answer.Error.GetProperty("timestamp").GetString());
        Check.True(Guid.TryParseExact(answer.Error.GetProperty("request_id").GetString(), "D", out var id));
        Check.Equal(id.ToString(), answer.Header("X-Request-Id"));
        Check.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Check.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Check.Equal("no-store", answer.Header("Cache-Control"));
        Check.Null(answer.Header("Server"));
        Check.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Check.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }
}
