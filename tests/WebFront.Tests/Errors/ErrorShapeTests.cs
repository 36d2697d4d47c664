using System.Net;
using System.Text.Json;
using Grains.Limits;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Authentication;
using WebFront.Endpoints;
using WebFront.Hosting;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Tests.Errors;

public sealed class ErrorShapeTests
{
    [Fact]
    public async Task A_402_tells_shortfall_and_need_in_dollars()
    {
        var refusal = new Refusal(RefusalKind.PaymentRequired, "wallets.insufficient", "The balance is too low.")
        {
            ShortfallMicros = 1_234_567,
            RequiredMicros = 2_500_000,
        };

        var (context, error) = await WriteAsync(refusal);

        Assert.Equal(402, context.Response.StatusCode);
        Assert.Equal("PAYMENT_REQUIRED", error.GetProperty("code").GetString());
        Assert.Equal(1.2346m, error.GetProperty("details").GetProperty("shortfall").GetDecimal());
        Assert.Equal(2.5m, error.GetProperty("details").GetProperty("required").GetDecimal());
    }

    [Fact]
    public async Task A_429_tells_which_limit_what_remains_and_when()
    {
        var (context, error) = await WriteAsync(LimitRefusals.Exceeded("marketplace.messages", 60, TimeSpan.FromSeconds(29.2)));

        Assert.Equal("30", context.Response.Headers.RetryAfter);
        Assert.Equal("60", context.Response.Headers["X-RateLimit-Limit"]);
        Assert.Equal("0", context.Response.Headers["X-RateLimit-Remaining"]);
        Assert.Equal("marketplace.messages", error.GetProperty("details").GetProperty("limit").GetString());
        Assert.Equal(30, error.GetProperty("details").GetProperty("retry_after").GetInt32());
    }

    [Fact]
    public async Task A_400_is_the_documented_example()
    {
        var (_, error) = await WriteAsync(Refusal.Invalid("request.invalid", "email", "Invalid email format"));

        Assert.Equal("VALIDATION_ERROR", error.GetProperty("code").GetString());
        Assert.Equal("Invalid request parameters", error.GetProperty("message").GetString());
        Assert.Equal("""{"field":"email","issue":"Invalid email format"}""", error.GetProperty("details").GetRawText());
    }

    [Theory]
    [InlineData("GET http://h/ws/sessions/1?token=abc.def.ghi&after=3", "GET http://h/ws/sessions/1?token=[left out]&after=3")]
    [InlineData("/hubs/chat?id=1&access_token=abc.def HTTP/1.1", "/hubs/chat?id=1&access_token=[left out] HTTP/1.1")]
    [InlineData("GET /api/v1/auth/verify-email/0123456789abcdef0123", "GET /api/v1/auth/verify-email/[left out]")]
    [InlineData("nothing to hide", "nothing to hide")]
    public void Tokens_in_addresses_are_left_out_of_the_console(string line, string written) =>
        Assert.Equal(written, ConsoleLines.WithoutTokens(line));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_IPv6_address_counts_with_its_network(string address, string counted) =>
        Assert.Equal(counted, Attempts.Network(IPAddress.Parse(address)));

    [Fact]
    public void Only_these_endpoints_can_be_called_by_anybody()
    {
        var open = EndpointDiscovery.EndpointsOf(MarketplaceSurface.Surface)
            .Where(endpoint => !endpoint.GetMethod("HandleAsync", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .GetParameters().Any(parameter => parameter.ParameterType == typeof(Caller)))
            .Select(endpoint => endpoint.Name);

        Assert.Equal(
            [
                "ForgotPassword", "LogInUser", "RefreshTokens", "ResendVerification", "ResetPassword", "SignUpUser", "VerifyEmail",
                "GetAvatar",
                "ConfirmSandboxPayment", "ReceiveLagoWebhook", "ReceiveStripeWebhook", "SandboxPaymentPage",
            ],
            open);
    }

    private static async Task<(HttpContext Context, JsonElement Error)> WriteAsync(Refusal refusal)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Path = "/api/v1/anything";
        context.Response.Body = body;
        await Refused.WriteAsync(context, refusal);
        return (context, JsonSerializer.Deserialize<JsonElement>(body.ToArray()).GetProperty("error"));
    }
}
